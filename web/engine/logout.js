import { clearBridge } from './bridge.js';
import { ask } from './calls.js';
import { failure } from './failure.js';
import { finish } from './finish.js';
import { closeFrames } from './frame.js';
import { readOptions } from './options.js';

/**
 * Logs out. A call has the configuration and the options as they were given;
 * program, which returns the program's half of the instance while that runs;
 * clear, which clears the application session without it; and begun, which clear
 * has returned, where the program did not run.
 */
export async function logout(engine, call) {
  const { config, signal, wrong } = readOptions(engine, call);
  // The program clears the application session before this pauses.
  const receipt =
    (!call.begun && (await ask(call, 'logout', config, { signal }))) || (await finish(engine, begin(call), config, signal));
  if (wrong) throw Object.assign(wrong, { receipt });
  return receipt;
}

/** Clears the application session and returns the URL that ends the other one. */
export async function getLogoutUrl(engine, call) {
  const { config } = call;
  const url = !call.begun && (await ask(call, 'logoutURL', config, {}));
  if (url) return url;
  const { begun } = begin(call);
  if (config.crossSdkBridgeEnabled) await clearBridge(begun);
  if (begun.failed) throw failure(engine, 'storage_failed');
  return engine.logoutURL(config);
}

function begin(call) {
  if (!call.begun) {
    // The request in the frame of a program that has ended would hold up the next one.
    closeFrames();
    call.begun = call.clear();
  }
  return call;
}
