import { bare } from './bare.js';

/**
 * Keeps the calls to a program that are not answered yet, since one that ends
 * in the middle answers nothing: they reject with what dead makes then. One that
 * throws is given up with giveUp, since it may hold a lock for ever.
 */
export function callsTo(dead, giveUp) {
  const pending = new Set();
  let alive = true;
  const call = (method, args) => {
    let fail;
    return new Promise((resolve, reject) => {
      pending.add((fail = reject));
      try {
        method(resolve, reject, ...args);
      } catch (cause) {
        giveUp(cause);
      }
    }).finally(() => pending.delete(fail));
  };
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

/**
 * Asks the program, and returns undefined where it does not run, or fails: an
 * error without a receipt, unless the caller gave up, says that nothing is done.
 */
export async function ask(call, question, config, signal) {
  const { begun } = call;
  const copy = { ...begun, revocation: bare(begun.revocation) };
  try {
    return await call.program()?.[question](config === call.config ? undefined : config, bare({ signal, begun: bare(copy) }));
  } catch (error) {
    if (error?.receipt || signal?.aborted) throw error;
  }
}
