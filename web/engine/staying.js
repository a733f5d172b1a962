/**
 * Waits while the page is left, and until then keeps a key of local storage
 * removed, which a late refresh could write. The program also tells a new login
 * from that, which here is too rare to weigh. It returns only where the page
 * stays, with the code of an error, or comes back from the back/forward cache.
 */
export function staying(limitMs, key, signal) {
  const over = new AbortController();
  const listen = (target, event, f) => target.addEventListener(event, f, { signal: over.signal });
  return new Promise((resolve, reject) => {
    const blocked = () => resolve('navigation_blocked');
    const timer = setTimeout(blocked, Math.min(limitMs, 2 ** 31 - 1));
    listen(over.signal, 'abort', () => clearTimeout(timer));
    listen(window, 'pagehide', () => {
      clearTimeout(timer);
      remove(key);
    });
    listen(window, 'pageshow', (event) => event.persisted && resolve());
    if (window.navigation) listen(navigation, 'navigateerror', blocked);
    if (signal) listen(signal, 'abort', () => reject(signal.reason));
  }).finally(() => over.abort());
}

function remove(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // It could not be read before either.
  }
}
