const configuration = {
  // An auth domain to try it with. Without this line it is https://auth.immutable.com.
  overrides: { authenticationDomain: 'http://localhost:9000' },
  clientId: 'YOUR_CLIENT_ID',
  redirectUri: 'http://localhost:3000/redirect',
  logoutRedirectUri: 'http://localhost:3000/silent-logout.html',
  logoutMode: 'silent',
};

const button = document.querySelector('#logout');
const output = document.querySelector('#receipt');

const go = new Go();
WebAssembly.instantiateStreaming(fetch('passport.wasm'), go.importObject).then(({ instance }) => {
  go.run(instance);
  button.disabled = false;
});

button.addEventListener('click', async () => {
  button.disabled = true;
  try {
    output.textContent = JSON.stringify(await passportLogout(configuration), null, 2);
  } catch (error) {
    output.textContent = `${error.code}: ${error.message}`;
  }
});
