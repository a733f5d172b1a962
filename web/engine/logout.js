import { clearBridge } from './bridge.js';
import { ask } from './calls.js';
import { failure } from './failure.js';
import { finish } from './finish.js';
import { readOptions } from './options.js';

/**
 * Logs out. A call has the configuration and the options as they were given;
 * begun, what was found where the application session was cleared; and program,
 * which returns the program's half of the instance while that runs.
 */
export async function logout(engine, call) {
  const { config, signal, wrong } = readOptions(engine, call);
  const receipt = await finish(engine, call, config, signal);
  if (wrong) throw Object.assign(wrong, { receipt });
  return receipt;
}

/** Returns the URL that ends the Passport session, after the application session is cleared. */
export async function getLogoutUrl(engine, call) {
  const { config, begun } = call;
  const url = await ask(call, 'getLogoutUrl', config);
  if (url) return url;
  if (config.crossSdkBridgeEnabled) await clearBridge(begun);
  if (begun.failed) throw failure(engine, 'storage_failed');
  return engine.logoutURL(config);
}
