// What the classic script `passport.js` sets on the page. Without imports, a
// project names it once: /// <reference types="passport-logout/passport.js" />

import type * as module from './passport.js';

declare global {
  /** The namespace that the ES module exports. */
  const passport: typeof module.passport;
  const passportLogout: typeof module.passportLogout;
  const logoutSilentCallback: typeof module.logoutSilentCallback;
}
