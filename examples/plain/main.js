const { Passport, config } = passport;

const instance = new Passport({
  baseConfig: { environment: config.Environment.SANDBOX, publishableKey: 'YOUR_PUBLISHABLE_KEY' },
  // An auth domain to try it with. Without this line it is https://auth.immutable.com.
  overrides: { authenticationDomain: 'http://localhost:9000' },
  clientId: 'YOUR_CLIENT_ID',
  redirectUri: 'http://localhost:3000/redirect',
  logoutRedirectUri: 'http://localhost:3000/silent-logout.html',
  logoutMode: 'silent',
});

const state = document.querySelector('#state');
const button = document.querySelector('#logout');
const output = document.querySelector('#receipt');

async function show() {
  const user = await instance.getUserInfo();
  state.textContent = user ? `Signed in as ${user.email}.` : 'Nobody is signed in.';
  button.disabled = !user;
}

button.addEventListener('click', async () => {
  button.disabled = true;
  try {
    output.textContent = JSON.stringify(await instance.logout(), null, 2);
  } catch (error) {
    output.textContent = `${error.code}: ${error.message}`;
  }
});

// Here, in another tab, or behind the Back button.
instance.addEventListener('loggedOut', show);
show();
