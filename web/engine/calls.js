/**
 * Keeps the calls to a program that are not answered yet, since one that ends
 * in the middle answers nothing: they reject with what dead makes then.
 */
export function callsTo(dead) {
  const pending = new Set();
  let alive = true;
  const call = (method, args) =>
    new Promise((resolve, reject) => {
      pending.add(reject);
      const over = () => pending.delete(reject);
      try {
        method(...args)?.then(resolve, reject).finally(over);
      } catch (cause) {
        over();
        reject(dead(cause));
      }
    });
  return {
    /** Makes a client whose calls are kept. */
    guard({ close, ...methods }) {
      const guarded = { close: () => alive && close() };
      for (const name in methods) guarded[name] = (...args) => call(methods[name], args);
      return guarded;
    },
    /** Rejects what is open. */
    end(cause) {
      alive = false;
      for (const reject of pending) reject(dead(cause));
      pending.clear();
    },
  };
}

/** Asks the program, and returns undefined where it does not run, or ends meanwhile. */
export async function ask(call, question, ...args) {
  try {
    return await call.program()?.[question](...args);
  } catch (error) {
    if (error?.code !== 'engine_failed') throw error;
  }
}
