/**
 * Keeps the calls of the program's exports that are not answered yet, since one
 * that ends in the middle answers nothing: they reject then, with what died makes.
 */
export function keepCalls(PassportError, died) {
  const pending = new Set();
  let failure;
  const end = (cause) => {
    failure ??= died(cause);
    for (const reject of pending) reject(failure);
    pending.clear();
  };
  /** Makes an export into a function whose calls are kept. Its errors become those of the loader's class. */
  const guard =
    (f) =>
    (...args) => {
      let fail;
      return new Promise((resolve, reject) => {
        pending.add((fail = reject));
        const refuse = (error) => {
          if (error?.name === 'PassportError') Object.setPrototypeOf(error, PassportError.prototype);
          reject(error);
        };
        try {
          f(...args).then(resolve, refuse);
        } catch (cause) {
          end(cause); // the program has ended
        }
      }).finally(() => pending.delete(fail));
    };
  return { guard, end };
}
