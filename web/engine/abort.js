/** Waits for a promise, but no longer than until the signal aborts; then it returns nothing. */
export function unlessAborted(signal, promise) {
  if (!signal) return promise;
  const over = new AbortController();
  const aborted = new Promise((resolve) => {
    const stop = () => resolve();
    signal.addEventListener('abort', stop, { __proto__: null, signal: over.signal });
    if (signal.aborted) stop();
  });
  return Promise.race([promise, aborted]).finally(() => over.abort());
}
