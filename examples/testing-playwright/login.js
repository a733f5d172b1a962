// In the place of your app's login.
const login = new oidc.UserManager({
  authority: 'http://localhost:9000',
  client_id: 'my-client',
  redirect_uri: `${location.origin}/redirect`,
  scope: 'openid offline_access email',
  userStore: new oidc.WebStorageStateStore({ store: localStorage }),
});
