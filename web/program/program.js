// Runs the WebAssembly program, and holds what only few logouts need without it.

import { keepCalls } from './calls.js';
import { compile } from './fetch.js';
import { goGlobal } from './scope.js';
import '../../wasm_exec.js';

/** Names the build that this file is of. */
export const build = BUILD;

export { getShared, takeShared } from './database.js';
export { handleLogoutRedirect } from './returned.js';

let compiled;

/**
 * Starts the program, and returns its exports. where is what the page says of where
 * it lies. The loader's ended is called when the program ends.
 */
export async function start(where, { PassportError, failure, ended }) {
  const began = performance.now();
  compiled ??= await compile(where, failure);
  performance.clearMeasures('passport:load');
  performance.measure('passport:load', { start: began });
  await nextTask();
  const { guard, end } = keepCalls(PassportError, (cause) => {
    ended();
    return failure('the logout program has ended unexpectedly', cause);
  });
  delete goGlobal.passportWatch;
  const go = new goGlobal.Go();
  const instance = await WebAssembly.instantiate(compiled, go.importObject);
  const run = go.run(instance).finally(() => {
    go._resume = () => {}; // the listeners that it leaves would throw
  });
  run.catch(() => {}); // also where it does not get as far as below
  await nextTask();
  const { passportLogout, logoutSilentCallback, passportFrontChannelLogout, passportPlan, passportWatch } = goGlobal;
  if (go.exited || !passportWatch) {
    throw failure('passport.wasm failed to start; load it before a script that changes JavaScript itself');
  }
  run.then(end, end);
  return {
    passportLogout: guard(passportLogout),
    logoutSilentCallback: guard(logoutSilentCallback),
    passportFrontChannelLogout: guard(passportFrontChannelLogout),
    passportPlan: guard(passportPlan),
    passportWatch: guard(passportWatch),
  };
}

// Its parts are tasks of their own, so that none is a long one.
const nextTask = () => new Promise((next) => setTimeout(next));
