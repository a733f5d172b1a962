const instance = new passport.Passport({
  overrides: { authenticationDomain: 'http://localhost:9000' },
  clientId: 'my-client',
  redirectUri: `${location.origin}/redirect`,
  logoutRedirectUri: `${location.origin}/silent-logout`,
  logoutMode: 'silent',
});

async function showUser() {
  const user = await instance.getUserInfo();
  document.querySelector('#user').textContent = user ? `Signed in as ${user.email}` : 'Signed out';
}

async function logOut() {
  const outcome = document.querySelector('#outcome');
  try {
    const { idp } = await instance.logout({ timeoutMs: 5000 });
    outcome.textContent = idp.status;
  } catch (error) {
    outcome.textContent = error.code;
  }
}

document.querySelector('#log-in').addEventListener('click', () => login.signinRedirect());
document.querySelector('#log-out').addEventListener('click', logOut);
instance.addEventListener('loggedOut', showUser);
showUser();
