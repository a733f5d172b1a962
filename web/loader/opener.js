import { getStored, removeStored } from './natives.js';
import { channel } from './tabs.js';

/**
 * Reports, on the callback page in a popup, to the page that has opened that: by a
 * message, and on the channel where a Cross-Origin-Opener-Policy has cut the two off.
 * Returns whether this is such a page.
 *
 * A popup is known by what its opener has left in the session storage, and closes
 * itself only then: a user's own tab stays. One that is sent on from here is closed by
 * its opener, if that is still there. Where the opener is of another origin, or
 * in a frame of another site, that cannot be seen, but a message reaches it.
 */
export function reportToOpener(message, origin) {
  const id = takeMark();
  const posts = opener && (id || origin !== location.origin || ((opener.top ?? opener) !== opener && !menubar.visible));
  if (posts) opener.postMessage(message, origin);
  if (!id) return posts;
  channel()?.postMessage(`${wire.popupKey} ${id} ${message.url}`);
  if (opener && id.endsWith(wire.popupStays)) setTimeout(close, wire.popupStaysMs);
  else close();
  return true;
}

// WebKit may have copied the storage before the mark was in it: that is there still.
function takeMark() {
  try {
    const id = getStored('sessionStorage', wire.popupKey) ?? opener.sessionStorage.getItem(wire.popupKey);
    if (!id.endsWith(wire.popupStays)) removeStored('sessionStorage', wire.popupKey);
    return id;
  } catch {
    // The browser denies the storage, or there is no opener on this origin.
  }
}
