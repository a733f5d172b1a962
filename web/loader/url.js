import { invalid } from './errors.js';

// Hosts of this machine (Secure Contexts, section 3.1): http is safe there.
const LOOPBACK = /^((.+\.)?localhost|127\.[\d.]+|\[::1\])$/;

/** Parses an absolute URL that is safe to follow: https (http on loopback, and on this page's own origin), without credentials. */
export function safeURL(name, raw, own) {
  let url;
  try {
    url = new URL(raw);
  } catch {
    // Without the cause, which quotes the URL in some browsers.
    throw invalid(`${name} is not an absolute URL`, 'unsafe_url');
  }
  const { protocol, hostname, origin, username, password } = url;
  if (protocol.endsWith('-extension:')) {
    throw invalid(
      `${name} cannot be an extension's page: use the extension's own API, such as identity.launchWebAuthFlow`,
      'unsafe_url',
    );
  }
  const secure = protocol === 'http:' ? LOOPBACK.test(hostname) || origin === own : protocol === 'https:';
  if (!secure || username || password) {
    throw invalid(`${name} must be https (or http on loopback) without credentials`, 'unsafe_url');
  }
  return url;
}

export const withoutSlash = (url) => url.replace(/\/+$/, '');
