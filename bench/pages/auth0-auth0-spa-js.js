const { auth, app, clientId, returnTo } = settings;
const subject = {
  create: () =>
    new peer.Auth0Client({
      domain: auth,
      clientId,
      cacheLocation: 'localstorage',
      useRefreshTokens: true,
      authorizationParams: { redirect_uri: `${app}/blank`, audience: 'platform_api' },
    }),
  logout: (client) => client.logout({ logoutParams: { returnTo } }),
};
