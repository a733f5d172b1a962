// Loads and runs the WebAssembly program. The loader imports this, Go's own
// glue with it, when the page is idle or at the first call.

import { goGlobal } from './scope.js';
import '../../wasm_exec.js';

/** Compiles the program, by streaming where the server sends the type for it. */
export async function compile(base) {
  let response;
  try {
    response = await fetch(new URL(`passport.wasm?${WASM_VERSION}`, base), { integrity: WASM_INTEGRITY, priority: 'low' });
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

/**
 * Runs the program with a host object, whose ready it calls, and returns a
 * promise that settles when the program has ended.
 */
export async function run(module, host) {
  const go = new goGlobal.Go();
  const instance = await WebAssembly.instantiate(module, go.importObject);
  goGlobal.host = host;
  const ended = go.run(instance);
  delete goGlobal.host;
  return { ended };
}
