import { logoutSilentCallback } from './callback.js';
import { start } from './engine.js';
import { PassportError, PassportErrorType } from './errors.js';
import { Passport } from './passport.js';

/** Logs out once, without an instance to keep. */
export async function passportLogout(config, options) {
  const instance = new Passport(config);
  try {
    return await instance.logout(options);
  } finally {
    instance.close();
  }
}

class ImmutableConfiguration {
  constructor(options) {
    Object.assign(this, options);
  }
}

export const config = { Environment: { PRODUCTION: 'production', SANDBOX: 'sandbox' }, ImmutableConfiguration };

export const passport = { Passport, PassportError, PassportErrorType, config, ready: start, version: VERSION };

export { logoutSilentCallback };
