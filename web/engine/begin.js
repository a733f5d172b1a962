import { LOOPBACK } from '../loader/loopback.js';
import { takeFrame } from './frame.js';
import { startLeaving } from './leaving.js';
import { measure } from './measure.js';

/**
 * Starts on the way to the auth domain, which takes no judgement and waits for
 * no program: a hidden iframe, or the page itself.
 */
export function begin(engine, config, begun, signal) {
  measure('clear', begun.started);
  if (!begun.left && !begun.frame && (signal?.aborted || isOffline(begun))) return;
  if (config.logoutMode === 'silent') {
    if (!begun.frame) engine.openFrame(config, begun);
    if (begun.frame) begun.frame = takeFrame(begun.frame);
  }
  if (config.logoutMode === 'redirect') {
    begun.leaving = startLeaving(engine, config, begun);
    measure('leave', begun.started);
  }
}

/** An auth domain on this machine needs no network. */
export const isOffline = ({ url }) => !navigator.onLine && !LOOPBACK.test(new URL(url).hostname);
