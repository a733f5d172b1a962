import { files } from './load.js';

// A literal, which the build leaves as one: tools find and bundle it.
files.module = () => import('../program/program.js');

export { config, logoutSilentCallback, Passport, PassportError, passport, passportLogout } from './api.js';
