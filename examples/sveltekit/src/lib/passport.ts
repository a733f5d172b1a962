import { config, Passport } from 'passport-logout';

export const passport = new Passport({
  baseConfig: { environment: config.Environment.SANDBOX, publishableKey: 'YOUR_PUBLISHABLE_KEY' },
  // An auth domain to try it with. Without this line it is https://auth.immutable.com.
  overrides: { authenticationDomain: 'http://localhost:9000' },
  clientId: 'YOUR_CLIENT_ID',
  redirectUri: 'http://localhost:3000/redirect',
  logoutRedirectUri: 'http://localhost:3000/silent-logout.html',
  logoutMode: 'silent',
});
