const { auth, app, clientId, mode, returnTo } = settings;
const subject = {
  create: () =>
    new peer.Passport({
      baseConfig: { environment: 'sandbox', publishableKey: 'pk_imapik-test-0000000000000000' },
      // The incumbent wants all of them once one is given.
      overrides: {
        authenticationDomain: auth,
        passportDomain: auth,
        magicPublishableApiKey: 'none',
        magicProviderId: 'none',
        zkEvmRpcUrl: auth,
        relayerUrl: auth,
        indexerMrBasePath: auth,
        orderBookMrBasePath: auth,
        passportMrBasePath: auth,
      },
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
