const { auth, app, clientId, mode, returnTo } = settings;
const subject = {
  create: () =>
    new peer.UserManager({
      authority: auth,
      client_id: clientId,
      redirect_uri: `${app}/blank`,
      metadata: { end_session_endpoint: `${auth}/v2/logout?client_id=${clientId}&returnTo=${encodeURIComponent(returnTo)}` },
      automaticSilentRenew: false,
      userStore: new peer.WebStorageStateStore({ store: localStorage }),
    }),
  logout: (manager) => (mode === 'silent' ? manager.signoutSilent() : manager.signoutRedirect()),
  callback: () => subject.create().signoutSilentCallback(app),
};
