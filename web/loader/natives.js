// Natives, taken when the script is evaluated, so that a page that patches them
// later does not reach the logout.

/** Whether there is a browser here. Importing works without one. */
export const inBrowser = typeof document === 'object';

const { getItem, setItem, removeItem } = inBrowser ? Storage.prototype : {};

// Access throws where the browser denies the area.
export const getStored = (area, key) => getItem.call(window[area], key);
export const setStored = (area, key, value) => setItem.call(window[area], key, value);

/** Removes a key by every means, and throws where it is still there. */
export function removeStored(area, key) {
  try {
    removeItem.call(window[area], key);
  } catch {
    // There is another way.
  }
  delete window[area][key];
  if (getStored(area, key) !== null) throw new Error();
}
