import { locate, loadWhenIdle } from './engine.js';

locate(import.meta.url);
loadWhenIdle();

export { config, logoutSilentCallback, passport, passportLogout } from './api.js';
