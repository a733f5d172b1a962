import { viewOf } from './frame.js';
import { insert, removeElement } from './natives.js';

/**
 * Keeps the load event of this page back until f has settled, since a provider goes on
 * when its frame has loaded: a page has not while a document in it is being written.
 */
export async function beforeLoad(f) {
  const frame = insert('iframe', [['hidden', '']]);
  const { document } = viewOf(frame);
  document.open();
  try {
    return await f();
  } finally {
    // In a task of its own: whoever waits for f goes first.
    setTimeout(() => {
      document.close();
      removeElement(frame);
    });
  }
}
