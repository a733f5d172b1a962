import { viewOf } from './frame.js';
import { insert, removeElement } from './natives.js';

/**
 * Keeps the load event of this page back until f has settled, since a provider goes on
 * when its frame has loaded: a page has not while a document in it is being written.
 */
export async function beforeLoad(f) {
  let end = () => {};
  try {
    const frame = insert('iframe', [['hidden', '']]);
    const { document } = viewOf(frame);
    document.open();
    end = () => {
      document.close();
      removeElement(frame);
    };
  } catch {
    // The program tells what is wrong with this page.
  }
  // In a task of its own: whoever waits for f goes first.
  return f().finally(() => setTimeout(end));
}
