// How long a logout waits for a program that is still on its way.
const LIMIT_MS = 3_000;

/** Waits until the program runs or is known not to, but not for long. Never rejects. */
export function arrival(start, over) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, LIMIT_MS);
    over.addEventListener('abort', () => clearTimeout(timer));
    const settled = () => resolve();
    start().then(settled, settled);
  });
}
