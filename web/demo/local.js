// The module, for an app and an auth domain on this machine.

import * as module from '/dist/passport.module.js';
import { authenticationDomain } from '/auth-domain.js';

// The demo may be served on another port than the snippet says.
const here = (url) => url.replace('http://localhost:3000', location.origin);

class Passport extends module.passport.Passport {
  constructor(config) {
    const settings = {
      ...config,
      overrides: { authenticationDomain },
      redirectUri: here(config.redirectUri),
      logoutRedirectUri: here(config.logoutRedirectUri),
    };
    super(settings);
    /** What the demo's login needs of the configuration. */
    this.settings = { ...settings, authenticationDomain };
  }

  logoutSilentCallback(url) {
    return super.logoutSilentCallback(here(url));
  }
}

export const passport = { ...module.passport, Passport };
export const { config } = module;
