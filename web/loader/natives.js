// Natives, taken when the script is evaluated, so that neither DOM clobbering
// nor a page that patches them later reaches the logout.

/** Whether there is a browser here. Importing works without one. */
export const inBrowser = typeof window === 'object' && typeof document === 'object';

const storage = inBrowser ? Storage.prototype : {};
const { getItem, setItem, removeItem } = storage;

/** An area of Web Storage; access throws where the browser denies it. */
const area = (name) => window[name];

export const getStored = (name, key) => getItem.call(area(name), key);
export const setStored = (name, key, value) => setItem.call(area(name), key, value);

/** Removes a key by every means, and returns whether it is gone. */
export function removeStored(name, key) {
  removeItem.call(area(name), key);
  if (getStored(name, key) !== null) delete area(name)[key];
  return getStored(name, key) === null;
}


/** 128 random bits in hexadecimal. */
export const randomID = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('');
