import { logoutSilentCallback, passport, passportLogout } from './api.js';
import { files, importBeside } from './load.js';
import { inBrowser, read } from './natives.js';

// Not document.currentScript, which an element of that name would hide. A script
// that stands in the page has no URL.
const script = inBrowser && read(Document, 'currentScript', document)?.src;
files.module = async () => importBeside(script);

// A page may run this script again, which is of no use.
if (globalThis.passport?.version !== VERSION) Object.assign(globalThis, { passport, passportLogout, logoutSilentCallback });
