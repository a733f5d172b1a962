const { auth, app, clientId, mode, returnTo } = settings;
const subject = {
  create: () =>
    new peer.Auth({
      authenticationDomain: auth,
      passportDomain: auth,
      clientId,
      redirectUri: `${app}/blank`,
      logoutRedirectUri: returnTo,
      logoutMode: mode,
      audience: 'platform_api',
      scope: 'openid offline_access email transact',
    }),
  logout: (instance) => instance.logout(),
  callback: () => subject.create().logoutSilentCallback(app),
};
