/**
 * Leaves the page, and until that is gone keeps a key of local storage removed,
 * which a late refresh could write. The program also tells a new login from
 * that, which here is too rare to weigh. It returns only where the page stays,
 * with the code of an error, or comes back from the back/forward cache.
 */
export function staying(leave, limitMs, key, signal) {
  const over = new AbortController();
  const listen = (target, event, f) => target.addEventListener(event, f, { __proto__: null, signal: over.signal });
  return new Promise((resolve, reject) => {
    const blocked = () => resolve('navigation_blocked');
    const timer = setTimeout(blocked, Math.min(limitMs, 2 ** 31 - 1));
    listen(over.signal, 'abort', () => clearTimeout(timer));
    listen(window, 'pagehide', () => {
      clearTimeout(timer);
      removeLate(key);
    });
    listen(window, 'pageshow', (event) => event.persisted && resolve());
    if (window.navigation) {
      // A navigation that another one takes the place of is no error: the page is being left.
      let overtaken;
      listen(navigation, 'navigateerror', () => (overtaken = setTimeout(blocked)));
      listen(navigation, 'navigate', () => clearTimeout(overtaken));
    }
    if (signal) listen(signal, 'abort', () => reject(signal.reason));
    // A navigation that is cancelled at once is reported before this returns.
    if (!leave()) blocked();
  }).finally(() => over.abort());
}

/** Removes what a late refresh has written. */
export function removeLate(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // It could not be read before either.
  }
}
