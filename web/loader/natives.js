// Natives, taken when the script is evaluated, so that a page that patches them
// later does not reach the logout, nor does an element that has their name.

/** Whether there is a browser here. Importing works without one. */
export const inBrowser = typeof document === 'object';

const { apply, get } = Reflect;
const { getItem, setItem, removeItem } = inBrowser ? Storage.prototype : {};
const { createElement, querySelectorAll } = inBrowser ? Document.prototype : {};
const { setAttribute, append, remove } = inBrowser ? Element.prototype : {};
const { addEventListener, dispatchEvent } = EventTarget.prototype;
const { getRandomValues } = globalThis.Crypto?.prototype ?? {};
const { fetch, open } = globalThis;

/** Reads an accessor of a prototype. It throws for an object of another class. */
export const read = (Class, name, object) => get(Class.prototype, name, object);

/** Whether a signal, which may be absent, has aborted. */
export const hasAborted = (signal) => Boolean(signal) && read(AbortSignal, 'aborted', signal);

// Access throws where the browser denies the area.
export const getStored = (area, key) => apply(getItem, window[area], [key]);
const setStored = (area, key, value) => apply(setItem, window[area], [key, value]);

/** Writes a key where that can be: a full storage still lets keys go. */
export function trySetStored(area, key, value) {
  try {
    setStored(area, key, value);
  } catch {
    // Whoever reads it does without.
  }
}

/** Removes a key by every means, and throws where it is still there. */
export function removeStored(area, key) {
  try {
    apply(removeItem, window[area], [key]);
  } catch {
    // There is another way.
  }
  delete window[area][key];
  if (getStored(area, key) !== null) throw new Error();
}

/** Hears an event until the signal aborts. */
export function listen(target, type, f, signal) {
  const options = { __proto__: null, signal };
  try {
    apply(addEventListener, target, [type, f, options]);
  } catch {
    target.addEventListener(type, f, options); // a simulated browser has targets of other classes
  }
}

export const dispatch = (target, event) => apply(dispatchEvent, target, [event]);

/** Makes an element with attributes, in the root element, which is there before the body is. */
export function insert(name, attributes) {
  const element = apply(createElement, document, [name]);
  for (const pair of attributes) apply(setAttribute, element, pair);
  apply(append, read(Document, 'documentElement', document), [element]);
  return element;
}

/** All iframes of the page. */
export const allFrames = () => [...apply(querySelectorAll, document, ['iframe'])];

export const removeElement = (element) => apply(remove, element, []);

/** 128 random bits, as digits. */
export const random = () => apply(getRandomValues, crypto, [new BigUint64Array(2)]).join('');

/** Opens a window, null where the browser does not. */
export const openWindow = (url, features) => apply(open, window, [url, '_blank', features]);

/** Sends a request. Where that throws, the promise rejects. */
export const request = async (url, options) => apply(fetch, window, [url, options]);
