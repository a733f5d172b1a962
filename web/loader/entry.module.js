import { loadWhenIdle } from './engine.js';
import { inBrowser } from './natives.js';

if (inBrowser) loadWhenIdle(import.meta.url);

export { config, logoutSilentCallback, passport, passportLogout } from './api.js';
