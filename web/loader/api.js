import { logoutSilentCallback } from './callback.js';
import { PassportError, PassportErrorType } from './errors.js';
import { files, load } from './load.js';
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

export const passport = {
  Passport,
  PassportError,
  PassportErrorType,
  config,
  version: VERSION,
  async ready() {
    await load();
  },
  get wasm() {
    return files.wasm;
  },
  set wasm(where) {
    files.wasm = where;
  },
};

export { logoutSilentCallback, Passport, PassportError };
