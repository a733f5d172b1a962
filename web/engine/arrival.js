// How long a logout waits for a program that is still on its way.
const LIMIT_MS = 3_000;

/** Settles when the program runs or is known not to, but not much later; rejects when the signal aborts. */
export function arrival(start, signal, over) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, LIMIT_MS);
    over.addEventListener('abort', () => clearTimeout(timer));
    signal?.addEventListener('abort', () => reject(signal.reason), { signal: over });
    const settled = () => resolve();
    start().then(settled, settled);
  });
}
