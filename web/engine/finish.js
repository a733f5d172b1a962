import { LOOPBACK } from '../loader/loopback.js';
import { arrival } from './arrival.js';
import { clearBridge } from './bridge.js';
import { ask } from './calls.js';
import { failure } from './failure.js';
import { openFrame } from './frame.js';
import { returned } from './returned.js';
import { leave, revoke } from './start.js';
import { staying } from './staying.js';

/**
 * Finishes a logout that has begun without the WebAssembly program, which is on
 * its way, or missing, blocked or dead. Without it, a logout ends by a redirect,
 * whatever the mode: the auth domain gets its cookie, and nothing has to be
 * judged.
 */
export async function finish(engine, call, config, signal) {
  const { begun } = call;
  Object.assign(begun, { domain: engine.domainURL(config), url: engine.logoutURL(config) });
  try {
    return (await withProgram(engine, call, config, signal)) ?? (await withoutProgram(engine, begun, config, signal));
  } finally {
    begun.frame?.close();
  }
}

// Redirect mode waits for no program. In silent mode the iframe is on its way to
// the auth domain meanwhile. What the others do is the program's to say.
async function withProgram(engine, call, config, signal) {
  const { begun } = call;
  const { logoutMode, crossSdkBridgeEnabled } = config;
  if (signal?.aborted) throw signal.reason;
  if ((logoutMode === 'redirect' || logoutMode === 'local') && !crossSdkBridgeEnabled) return undefined;
  if (logoutMode === 'silent' && !crossSdkBridgeEnabled && !isOffline(begun)) {
    begun.frame = openFrame(begun.url);
    begun.revocation = revoke(config, begun);
  }
  const over = new AbortController();
  try {
    const idp = await Promise.race([returned(config, begun, over.signal), arrival(engine.start, signal, over.signal)]);
    if (!idp) return await ask(call, 'logout', config, { signal, begun });
    const durationMs = performance.now() - begun.started;
    return { ...engine.receiptOf('silent', begun), durationMs, revocation: begun.revocation, idp };
  } finally {
    over.abort();
  }
}

async function withoutProgram(engine, begun, config, signal) {
  if (config.crossSdkBridgeEnabled) await clearBridge(begun);
  const receipt = engine.receiptOf(config.logoutMode === 'local' ? 'local' : 'redirect', begun);
  let code;
  if (receipt.mode === 'local') {
    receipt.revocation.reason = receipt.idp.reason = 'local mode';
  } else {
    const started = performance.now();
    receipt.revocation = begun.revocation ?? revoke(config, begun);
    begun.frame?.close();
    code = await redirect(config, begun, signal);
    receipt.idp = code ? { status: 'failed', reason: code } : { status: 'unverified', via: 'redirect' };
    receipt.idp.ms = performance.now() - started;
  }
  receipt.durationMs = performance.now() - begun.started;
  if (begun.failed) code = 'storage_failed';
  if (code) throw failure(engine, code, receipt);
  return receipt;
}

// Returns only where the page stays, with the code of an error, or comes back.
async function redirect(config, begun, signal) {
  if (isOffline(begun)) return 'offline';
  return leave(config, begun) ? staying(config.silentTimeoutMs, signal) : 'navigation_blocked';
}

// An auth domain on this machine needs no network.
const isOffline = ({ url }) => !navigator.onLine && !LOOPBACK.test(new URL(url).hostname);
