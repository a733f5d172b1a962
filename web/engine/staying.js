/**
 * Waits while the page is left. It returns only where the page stays, with the
 * code of an error, or comes back from the back/forward cache, with undefined.
 */
export function staying(limitMs, signal) {
  const over = new AbortController();
  const listen = (target, event, f) => target.addEventListener(event, f, over);
  return new Promise((resolve, reject) => {
    const blocked = () => resolve('navigation_blocked');
    const timer = setTimeout(blocked, limitMs);
    listen(over.signal, 'abort', () => clearTimeout(timer));
    listen(window, 'pagehide', () => clearTimeout(timer));
    listen(window, 'pageshow', (event) => event.persisted && resolve());
    if (window.navigation) listen(navigation, 'navigateerror', blocked);
    if (signal) listen(signal, 'abort', () => reject(signal.reason));
  }).finally(() => over.abort());
}
