// The snippet of the README as it stands there. Only where `passport` and
// `config` come from is the demo's own.
import { passport, config } from './local.js';

// biome-ignore format: to the letter
const passportInstance = new passport.Passport({
  baseConfig: { environment: config.Environment.SANDBOX, publishableKey: "…" },
  clientId: "…",
  redirectUri: "http://localhost:3000/redirect",
  logoutRedirectUri: "http://localhost:3000/silent-logout",
  logoutMode: "silent",
  audience: "platform_api",
  scope: "openid offline_access email transact",
});

export { passportInstance };
