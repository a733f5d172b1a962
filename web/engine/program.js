// Loads and runs the WebAssembly program.

import { callsTo } from './calls.js';
import { measure } from './measure.js';
import { rehearseWhenIdle } from './rehearse.js';
import { goGlobal } from './scope.js';
import { warn } from './warn.js';
import '../../wasm_exec.js';

/** Makes a function that starts the program once. After a failure, another call tries again. */
export function starter({ base, announce, PassportError }) {
  let compiled;
  let starting;
  const failure = (message, cause) => new PassportError(message, { code: 'engine_failed', cause });
  const start = async () => {
    const started = performance.now();
    compiled ??= await compile(base);
    measure('load', started);
    await nextTask();
    let program;
    const end = (cause) => {
      program = starting = undefined;
      announce(undefined);
      calls.end(cause);
    };
    const calls = callsTo((cause) => failure('the logout program has ended unexpectedly; reload the page', cause), end);
    const ready = (open, rehearse) => (program = { open, rehearse });
    await run(compiled, { ready, PassportError }, end);
    await nextTask();
    if (!program) throw new Error('passport.wasm failed to start; load it before a script that changes JavaScript itself');
    const { open, rehearse } = program;
    announce((config, emit) => {
      warn(config);
      return calls.guard(open(config, emit));
    });
    rehearseWhenIdle(rehearse);
  };
  return () =>
    (starting ??= start().catch((cause) => {
      starting = undefined;
      console.warn(`passport: ${cause.message}`);
      throw failure(cause.message, cause);
    }));
}

// Neither by streaming nor with fetch's own integrity, where that can be: the
// main thread would hash the whole, and hand it over, in one long task.
async function compile(base) {
  try {
    const { subtle } = crypto; // of secure contexts only
    const integrity = subtle ? '' : WASM_INTEGRITY;
    const response = await fetch(new URL(`passport.wasm?${WASM_VERSION}`, base), { __proto__: null, integrity, priority: 'low' });
    if (!response.ok) throw new Error(`status ${response.status}`);
    const bytes = await response.arrayBuffer();
    if (subtle && integrityOf(await subtle.digest('SHA-384', bytes)) !== WASM_INTEGRITY) throw new Error('its integrity is wrong');
    return await WebAssembly.compile(bytes);
  } catch (cause) {
    const message =
      `passport.wasm could not be loaded (${cause.message}); serve it unchanged beside the script, and allow it in the ` +
      `Content Security Policy: 'wasm-unsafe-eval' in script-src, its origin in connect-src`;
    throw new Error(message, { cause });
  }
}

const integrityOf = (hash) => `sha384-${btoa(String.fromCharCode(...new Uint8Array(hash)))}`;

// Its parts are tasks of their own, so that none is a long one.
const nextTask = () => new Promise((next) => setTimeout(next));

// Calls end when the program has ended, with what it ended by if that was an error.
async function run(module, host, end) {
  const go = new goGlobal.Go();
  const instance = await WebAssembly.instantiate(module, go.importObject);
  goGlobal.host = host;
  const ended = go.run(instance).finally(() => {
    go._resume = () => {}; // the listeners that it leaves would throw
  });
  ended.then(() => end(), end);
  delete goGlobal.host;
}
