import { keep } from './events.js';
import { remember } from './locate.js';
import { measure } from './measure.js';

/** Sends the window to the auth domain, and keeps what the browser throws where it refuses, and what comes of it. */
export function leave(call) {
  const { started, url, config } = call;
  started.left = true;
  remember(call);
  keep(call, window.navigation, 'navigate', 'navigateerror');
  try {
    (config.settings.redirectTarget === 'self' ? window : top).location.replace(url);
    measure('leave', started.at, performance.now());
  } catch (refusal) {
    started.refusal = refusal;
  }
  keep(call, window, 'pagehide', 'pageshow');
}
