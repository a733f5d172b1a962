/**
 * Keeps a key of local storage removed, which a late refresh could write, until
 * the page is gone. The program also tells a new login from that, which here is
 * too rare to weigh. It returns only where the page stays, with the code of an
 * error, or comes back from the back/forward cache.
 */
export function staying({ take }, limitMs, key, signal) {
  const over = new AbortController();
  let timer;
  return new Promise((resolve, reject) => {
    const blocked = () => resolve('navigation_blocked');
    timer = setTimeout(blocked, Math.min(limitMs, 2 ** 31 - 1));
    const on = {
      hide() {
        clearTimeout(timer);
        removeLate(key);
      },
      show: () => resolve(),
      error: blocked,
    };
    try {
      take((event) => on[event]());
    } catch {
      blocked();
    }
    signal?.addEventListener('abort', () => reject(signal.reason), { __proto__: null, signal: over.signal });
  }).finally(() => {
    clearTimeout(timer);
    over.abort();
  });
}

/** Removes what a late refresh has written. */
export function removeLate(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // It could not be read before either.
  }
}
