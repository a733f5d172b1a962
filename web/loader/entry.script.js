import { logoutSilentCallback, passport, passportLogout } from './api.js';
import { loadWhenIdle } from './engine.js';
import { inBrowser } from './natives.js';

if (inBrowser) {
  const script = document.currentScript;
  // A clobbered document could hand over any element with a src.
  loadWhenIdle(script instanceof HTMLScriptElement ? script.src : location.href);
}

Object.assign(globalThis, { passport, passportLogout, logoutSilentCallback });
