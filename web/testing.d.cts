// For CommonJS, whose types are those of the ES module.
import type * as testing from './testing.js' with { 'resolution-mode': 'import' };
export = testing;
