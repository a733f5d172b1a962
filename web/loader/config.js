import { invalid } from './errors.js';
import { inBrowser } from './natives.js';
import { safeURL } from './url.js';

// What each setting must be: one of some values, or what the text says.
const CONFIG = {
  overrides: 'an object',
  clientId: 'a string',
  redirectUri: 'a string',
  logoutRedirectUri: 'a string',
  logoutMode: ['redirect', 'silent', 'local', 'auto'],
  crossSdkBridgeEnabled: 'a boolean',
  storageKeys: 'an array of strings',
  silentTimeoutMs: 'a number of ms',
  fallback: ['none', 'redirect'],
  redirectTarget: ['top', 'self'],
  allowedRedirectOrigins: 'an array of strings',
};

const fits = {
  'a number of ms': (v) => typeof v === 'number' && v > 0,
  'an array of strings': (v) => Array.isArray(v) && v.length < 1_000 && v.every((s) => typeof s === 'string'),
};

/**
 * Copies the own properties of a settings object that the shape names, and adds
 * the names of all others to unknown. Each is read once, so that a getter cannot
 * answer twice, and none is inherited, so that a polluted Object.prototype adds
 * nothing.
 */
export function read(what, object, shape, unknown = []) {
  if (Object(object) !== object) throw invalid(`${what} must be an object`);
  const copy = { __proto__: null };
  try {
    for (const key of Object.keys(object)) {
      const value = Object.hasOwn(shape, key) ? object[key] : void unknown.push(`${what}.${key}`);
      if (value !== undefined && value !== null) copy[key] = Array.isArray(value) ? value.slice(0, 1_000) : value;
    }
  } catch {
    throw invalid(`${what} cannot be read`);
  }
  for (const key in copy) check(`${what}.${key}`, copy[key], shape[key]);
  return copy;
}

function check(name, value, want) {
  const choice = Array.isArray(want);
  const fit = choice ? want.includes(value) : fits[want] ? fits[want](value) : want.endsWith(typeof value);
  if (!fit) throw invalid(`${name} must be ${choice ? 'one of ' : ''}${want}`);
}

/** Checks a configuration and returns the flat copy that a logout works with. */
export function readConfig(object) {
  const unknown = [];
  const config = read('config', object, CONFIG, unknown);
  // The incumbent's own messages.
  if (!config.clientId || !config.redirectUri) throw invalid('clientId, redirectUri cannot be null');
  let authenticationDomain = 'https://auth.immutable.com';
  if (config.overrides) {
    ({ authenticationDomain } = read('config.overrides', config.overrides, { authenticationDomain: 'a string' }));
    if (!authenticationDomain) throw invalid('overrides - authenticationDomain cannot be null');
  }
  const checked = { __proto__: null, logoutMode: 'redirect', silentTimeoutMs: 10_000, ...config, authenticationDomain, unknown };
  if (inBrowser) logoutURL(checked);
  return checked;
}

const withoutSlash = (url) => url.replace(/\/+$/, '');

/** The auth domain without a slash at its end; a bare host stands for an https one. */
function domainURL({ authenticationDomain: domain }) {
  const { href } = safeURL('authenticationDomain', domain.includes('://') ? domain : `https://${domain}`);
  if (/[?#]/.test(href)) throw invalid('authenticationDomain must have no query or fragment', 'unsafe_url');
  return withoutSlash(href);
}

/** The URL that ends the Passport session. Throws where a URL of the configuration is not safe. */
export function logoutURL(config) {
  const query = new URLSearchParams({ client_id: config.clientId });
  if (config.logoutRedirectUri) query.set('returnTo', returnURL(config));
  return `${domainURL(config)}/${config.crossSdkBridgeEnabled ? 'im-logged-out' : 'v2/logout'}?${query}`;
}

// In the form that the auth domain compares.
function returnURL({ logoutRedirectUri, allowedRedirectOrigins = [] }) {
  const { origin, href } = safeURL('logoutRedirectUri', logoutRedirectUri);
  if (origin !== location.origin && !allowedRedirectOrigins.some((o) => withoutSlash(o) === origin)) {
    throw invalid(`logoutRedirectUri: ${origin} is not in allowedRedirectOrigins`, 'unsafe_url');
  }
  return logoutRedirectUri === origin ? origin : href;
}
