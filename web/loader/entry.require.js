import { files, importBeside } from './load.js';

// CommonJS knows no URL: passport.wasm tells where the files are.
files.module = async () => importBeside();

export { config, logoutSilentCallback, Passport, PassportError, passport, passportLogout } from './api.js';
