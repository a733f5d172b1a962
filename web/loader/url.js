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
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.test(url.hostname))) {
    throw invalid(`${name} must be https (or http on loopback)`, 'unsafe_url');
  }
  if (url.username || url.password) throw invalid(`${name} must carry no credentials`, 'unsafe_url');
  return url;
}
