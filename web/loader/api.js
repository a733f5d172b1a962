import { logoutSilentCallback } from './callback.js';
import { needBrowser, PassportError, PassportErrorType } from './errors.js';
import { files, load, programModule } from './load.js';
import { getStored } from './natives.js';
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

/** Ends a logout by redirect on its landing page. Where nothing is expected, nothing is loaded. */
async function handleLogoutRedirect() {
  needBrowser();
  let expected;
  try {
    expected = getStored('sessionStorage', wire.stateKey) !== null;
  } catch {
    // The browser denies it.
  }
  return expected ? (await programModule()).handleLogoutRedirect() : { state: 'none' };
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
  handleLogoutRedirect,
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
