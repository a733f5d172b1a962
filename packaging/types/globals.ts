/// <reference types="passport-logout/passport.js" />

const { Passport, config } = passport;
const instance = new Passport({
  baseConfig: { environment: config.Environment.SANDBOX },
  clientId: '…',
  redirectUri: 'https://app.example/redirect',
});
void instance.logout().then((receipt) => receipt.engine);
void passportLogout({ clientId: '…', redirectUri: 'https://app.example/redirect' });
void logoutSilentCallback('https://app.example');
