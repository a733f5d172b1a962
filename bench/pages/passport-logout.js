const { auth, app, clientId, mode, returnTo } = settings;
const subject = {
  create: () =>
    new passport.Passport({
      baseConfig: { environment: passport.config.Environment.SANDBOX, publishableKey: 'pk_imapik-test-0000000000000000' },
      overrides: { authenticationDomain: auth },
      clientId,
      redirectUri: `${app}/blank`,
      logoutRedirectUri: returnTo,
      logoutMode: mode,
      audience: 'platform_api',
      scope: 'openid offline_access email transact',
    }),
  ready: () => passport.ready(),
  logout: (instance) => instance.logout(),
  callback: () => logoutSilentCallback(app),
};
