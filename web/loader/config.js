import { invalid } from './errors.js';
import { inBrowser } from './natives.js';
import { safeURL } from './url.js';

const MODES = ['redirect', 'silent', 'local', 'auto'];

// What each setting must be: a type, or one of some values.
const CONFIG = {
  baseConfig: 'object',
  overrides: 'object',
  clientId: 'string',
  redirectUri: 'string',
  logoutRedirectUri: 'string',
  logoutMode: MODES,
  crossSdkBridgeEnabled: 'boolean',
  storageKeys: 'strings',
  silentTimeoutMs: 'milliseconds',
  fallback: ['none', 'redirect'],
  redirectTarget: ['top', 'self'],
  allowedRedirectOrigins: 'strings',
};

const OPTIONS = {
  mode: MODES,
  logoutRedirectUri: 'string',
  signal: 'AbortSignal',
  timeoutMs: 'milliseconds',
  fallback: CONFIG.fallback,
};

// Settings of the incumbent that have no part in a logout.
const IGNORED = 'popupRedirectUri audience scope jsonRpcReferrer popupOverlayOptions forceScwDeployBeforeMessageSignature'.split(' ');

const fits = {
  AbortSignal: (v) => v instanceof AbortSignal,
  milliseconds: (v) => typeof v === 'number' && v > 0 && v < 2 ** 31,
  strings: (v) => Array.isArray(v) && v.every((s) => typeof s === 'string'),
};

/** Merges own properties into an object that, unlike a literal, inherits nothing. */
export const bare = (...sources) => Object.assign(Object.create(null), ...sources);

/**
 * Copies the own properties of a settings object that the shape names. Each is
 * read once, so that a getter cannot answer twice, and none is inherited, so
 * that a polluted Object.prototype adds nothing. With a list of ignored keys,
 * any other key is a warning.
 */
function read(what, object, shape, ignored) {
  if (object === null || typeof object !== 'object') throw invalid(`${what} must be an object`);
  const copy = bare();
  let keys;
  try {
    keys = Object.keys(object);
    for (const key of keys) if (shape[key]) copy[key] = object[key];
  } catch (cause) {
    throw invalid(`${what} cannot be read`, 'invalid_config', cause);
  }
  for (const key of keys) {
    if (!shape[key] && ignored && !ignored.includes(key)) console.warn(`passport: unknown key ${what}.${key} is ignored`);
  }
  for (const key in copy) check(`${what}.${key}`, copy, key, shape[key]);
  return copy;
}

function check(name, copy, key, want) {
  const value = copy[key];
  if (value === undefined || value === null) {
    delete copy[key];
  } else if (Array.isArray(want)) {
    if (!want.includes(value)) throw invalid(`${name} must be one of ${want.join(', ')}`);
  } else if (!(fits[want] ?? ((v) => typeof v === want))(value)) {
    throw invalid(`${name} must be ${want === 'strings' ? 'an array of strings' : want === 'milliseconds' ? 'a number of milliseconds' : `of type ${want}`}`);
  }
}

/** Checks a configuration and returns the flat copy that a logout works with. */
export function readConfig(object) {
  const config = read('config', object, CONFIG, IGNORED);
  const { overrides } = config;
  // The incumbent's own messages.
  if (!config.clientId || !config.redirectUri) throw invalid('clientId, redirectUri cannot be null');
  config.authenticationDomain = 'https://auth.immutable.com';
  if (overrides) {
    const { authenticationDomain } = read('config.overrides', overrides, { authenticationDomain: 'string' });
    if (!authenticationDomain) throw invalid('overrides - authenticationDomain cannot be null');
    config.authenticationDomain = authenticationDomain;
  }
  if (inBrowser) checkURLs(config);
  return config;
}

/** Checks the options of one logout and returns them over the configuration. */
export function readOptions(config, options) {
  const { mode, timeoutMs, signal, ...rest } = read('options', options ?? {}, OPTIONS, []);
  const merged = bare(config, rest);
  if (mode) merged.logoutMode = mode;
  if (timeoutMs) merged.silentTimeoutMs = timeoutMs;
  checkURLs(merged);
  return { config: merged, signal };
}

function checkURLs(config) {
  domainURL(config);
  if (config.logoutRedirectUri) returnURL(config);
}

/** The auth domain without a slash at its end; a bare host stands for an https one. */
export function domainURL({ authenticationDomain: domain }) {
  const url = safeURL('authenticationDomain', domain.includes('://') ? domain : `https://${domain}`);
  if (url.search || url.hash) throw invalid('authenticationDomain must not have a query or a fragment', 'unsafe_url');
  return url.href.replace(/\/+$/, '');
}

/** The URL to return to, in the form that the auth domain compares. */
export function returnURL({ logoutRedirectUri, allowedRedirectOrigins = [] }) {
  const url = safeURL('logoutRedirectUri', logoutRedirectUri);
  if (url.origin !== location.origin && !allowedRedirectOrigins.some((o) => o.replace(/\/+$/, '') === url.origin)) {
    throw invalid(
      `logoutRedirectUri is on ${url.origin}; add this origin to allowedRedirectOrigins if it is yours`,
      'unsafe_url',
    );
  }
  return logoutRedirectUri === url.origin ? logoutRedirectUri : url.href;
}
