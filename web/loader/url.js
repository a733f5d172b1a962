import { invalid } from './errors.js';
import { LOOPBACK } from './loopback.js';

/** Parses an absolute URL that is safe to follow: https (http on loopback), without credentials. */
export function safeURL(name, raw) {
  let url;
  try {
    url = new URL(raw);
  } catch {
    // Without the cause, which quotes the URL in some browsers.
    throw invalid(`${name} is not an absolute URL`, 'unsafe_url');
  }
  const secure = url.protocol === 'http:' ? LOOPBACK.test(url.hostname) : url.protocol === 'https:';
  if (!secure || url.username || url.password) {
    throw invalid(`${name} must be https (or http on loopback) without credentials`, 'unsafe_url');
  }
  return url;
}
