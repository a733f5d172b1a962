import { inBrowser } from './natives.js';

/** The incumbent's classification of errors. */
export const PassportErrorType = {
  INVALID_CONFIGURATION: 'INVALID_CONFIGURATION',
  LOGOUT_ERROR: 'LOGOUT_ERROR',
};

export class PassportError extends Error {
  constructor(message, details) {
    super(message, details);
    Object.assign(this, { type: 'LOGOUT_ERROR' }, details);
  }
}
// On the prototype, as with the built-in errors.
PassportError.prototype.name = 'PassportError';

export const invalid = (message, code = 'invalid_config') => new PassportError(message, { type: 'INVALID_CONFIGURATION', code });

/** Throws where there is no browser. */
export function needBrowser() {
  if (!inBrowser) throw new PassportError('logging out needs a browser', { code: 'unsupported_environment' });
}
