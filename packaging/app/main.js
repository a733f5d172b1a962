import { config, passport } from 'passport-logout';

const instance = new passport.Passport({
  baseConfig: { environment: config.Environment.SANDBOX },
  overrides: { authenticationDomain: 'http://localhost:9000' },
  clientId: 'YOUR_CLIENT_ID',
  redirectUri: 'http://localhost:3000/redirect',
  logoutRedirectUri: 'http://localhost:3000/silent-logout.html',
  logoutMode: 'silent',
});

const button = document.querySelector('button');
const output = document.querySelector('pre');

button.onclick = async () => {
  button.disabled = true;
  output.textContent = await instance.logout().then(JSON.stringify, String);
};

passport.ready().then(
  () => (button.disabled = false),
  (error) => (output.textContent = error.message),
);
