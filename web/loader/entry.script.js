import { logoutSilentCallback, passport, passportLogout } from './api.js';
import { loadWhenIdle } from './engine.js';
import { inBrowser } from './natives.js';

if (inBrowser) {
  // Not document.currentScript, which an element of that name would hide.
  loadWhenIdle(Reflect.get(Document.prototype, 'currentScript', document)?.src ?? location.href);
}

Object.assign(globalThis, { passport, passportLogout, logoutSilentCallback });
