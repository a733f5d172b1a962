/** The incumbent's classification of errors. */
export const PassportErrorType = Object.freeze({
  INVALID_CONFIGURATION: 'INVALID_CONFIGURATION',
  LOGOUT_ERROR: 'LOGOUT_ERROR',
});

export class PassportError extends Error {
  constructor(message, { code, receipt, cause, type } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.type = type ?? PassportErrorType.LOGOUT_ERROR;
    this.code = code;
    if (receipt) this.receipt = receipt;
  }
}
// On the prototype, as with the built-in errors.
PassportError.prototype.name = 'PassportError';

export const invalid = (message, code = 'invalid_config', cause) =>
  new PassportError(message, { code, cause, type: PassportErrorType.INVALID_CONFIGURATION });

export const unsupported = () =>
  new PassportError('logging out needs a browser; call this in the browser only, not while rendering on a server', {
    code: 'unsupported_environment',
  });
