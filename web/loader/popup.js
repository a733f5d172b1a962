import { keep } from './events.js';
import { listen, openWindow, removeStored, trySetStored } from './natives.js';
import { channel } from './tabs.js';

/**
 * Opens the popup, since a browser lets only the task of a click do so: on the auth domain
 * if it departs at once, else on an empty document. It keeps what is heard of it: from
 * itself, and on the channel where a Cross-Origin-Opener-Policy has cut it off. Its callback page knows it by a mark in the
 * copy that it gets of this page's session storage, which WebKit makes at its own time.
 */
export function openPopup(call, departs) {
  const { started, over, verify, url } = call;
  started.channel = channel();
  keep(call, window, 'message');
  keep(call, started.channel, 'message');
  started.popup = null;
  started.sent = departs;
  const unmark = () => {
    try {
      removeStored('sessionStorage', wire.popupKey);
    } catch {
      // Nor was it written.
    }
  };
  listen(window, 'pagehide', unmark, over.signal);
  listen(over.signal, 'abort', unmark);
  call.mark = started.tombstone + (verify ? wire.popupStays : '');
  // Without it the message tells, and the page closes the popup.
  trySetStored('sessionStorage', wire.popupKey, call.mark);
  try {
    started.popup = openWindow(departs ? url : 'about:blank', wire.popupFeatures);
  } catch (refusal) {
    started.refusal = refusal;
  }
}

/** Sends the popup to the auth domain, if it is not on its way. One that the user has closed is the program's to find. */
export function sendPopup({ started, url }) {
  if (!started.popup || started.sent) return;
  started.sent = true;
  try {
    started.popup.location.replace(url);
  } catch {
    // It is closed.
  }
}

/** Closes the popup of a logout that the program has not gone on with. */
export const closePopup = ({ started }) => started.popup?.close();
