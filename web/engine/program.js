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
    // In a task of its own, so that neither is a long one.
    await new Promise((next) => setTimeout(next));
    const end = (cause) => {
      starting = undefined;
      announce(undefined);
      calls.end(cause);
    };
    const calls = callsTo((cause) => failure('the logout program has ended unexpectedly; reload the page', cause), end);
    let running;
    const ready = (open, rehearse) => {
      running = true;
      announce((config, emit) => {
        warn(config);
        return calls.guard(open(config, emit));
      });
      rehearseWhenIdle(rehearse);
    };
    const { ended } = await run(compiled, { ready, PassportError });
    ended.then(() => end(), end);
    if (!running) throw new Error('passport.wasm failed to start; load it before a script that changes JavaScript itself');
  };
  return () =>
    (starting ??= start().catch((cause) => {
      starting = undefined;
      console.warn(`passport: ${cause.message}`);
      throw failure(cause.message, cause);
    }));
}

// By streaming where the server sends the type for it.
async function compile(base) {
  try {
    const response = await fetch(new URL(`passport.wasm?${WASM_VERSION}`, base), { __proto__: null, integrity: WASM_INTEGRITY, priority: 'low' });
    if (!response.ok) throw new Error(`status ${response.status}`);
    // Any other type, one with parameters included, is refused for streaming.
    if (response.headers.get('content-type') === 'application/wasm') return await WebAssembly.compileStreaming(response);
    return await WebAssembly.compile(await response.arrayBuffer());
  } catch (cause) {
    const message =
      `passport.wasm could not be loaded (${cause.message}); serve it unchanged beside the script, and allow it in the ` +
      `Content Security Policy: 'wasm-unsafe-eval' in script-src, its origin in connect-src`;
    throw new Error(message, { cause });
  }
}

// Returns a promise in an object, which settles when the program has ended.
async function run(module, host) {
  const go = new goGlobal.Go();
  const instance = await WebAssembly.instantiate(module, go.importObject);
  goGlobal.host = host;
  const ended = go.run(instance).finally(() => {
    go._resume = () => {}; // the listeners that it leaves would throw
  });
  delete goGlobal.host;
  return { ended };
}
