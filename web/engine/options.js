import { bare } from './bare.js';
import { sameSite } from './site.js';

const SHAPE = {
  mode: ['redirect', 'silent', 'local', 'auto'],
  logoutRedirectUri: 'a string',
  signal: 'an object',
  timeoutMs: 'a number of ms',
  fallback: ['none', 'redirect'],
};

/**
 * Checks the options of one logout and returns them over the configuration.
 * Wrong ones do not keep the user logged in: they are returned as the error that
 * rejects in the end, and nothing is done beyond the application session.
 */
export function readOptions({ read, logoutURL, PassportError }, { config, options }) {
  if (!options && config.logoutMode !== 'auto') return bare({ config });
  try {
    const unknown = [];
    const { mode, timeoutMs, signal, ...rest } = read('options', options ?? {}, SHAPE, unknown);
    for (const key of unknown) console.warn(`passport: unknown key ${key} is ignored`);
    const merged = { __proto__: null, ...config, ...rest };
    if (mode) merged.logoutMode = mode;
    if (timeoutMs) merged.silentTimeoutMs = timeoutMs;
    const { origin } = new URL(logoutURL(merged));
    if (merged.logoutMode === 'auto') merged.logoutMode = sameSite(origin) ? 'silent' : 'redirect';
    return bare({ config: merged, signal: signal && copyOf(signal, PassportError) });
  } catch (wrong) {
    return bare({ config: { __proto__: null, ...config, logoutMode: 'local' }, wrong });
  }
}

// A signal which follows this one, and which no page has tampered with.
function copyOf(signal, PassportError) {
  try {
    if (AbortSignal.any) return AbortSignal.any([signal]);
    if (signal instanceof AbortSignal) return signal;
  } catch {
    // It is none.
  }
  throw new PassportError('options.signal must be an AbortSignal', { type: 'INVALID_CONFIGURATION', code: 'invalid_config' });
}
