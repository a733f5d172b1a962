import { logoutURL } from './config.js';

/** Sends the window to the auth domain, once, and keeps what the browser throws where it refuses. */
export function leave(config, begun) {
  if (begun.left) return;
  begun.left = true;
  try {
    (config.redirectTarget === 'self' ? window : top).location.replace(logoutURL(config));
  } catch (refusal) {
    begun.refusal = refusal;
  }
}
