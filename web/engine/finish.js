import { LOOPBACK } from '../loader/loopback.js';
import { unlessAborted } from './abort.js';
import { arrival } from './arrival.js';
import { clearBridge } from './bridge.js';
import { ask } from './calls.js';
import { failure } from './failure.js';
import { closeFrames, openFrame } from './frame.js';
import { returned } from './returned.js';
import { leave, revoke } from './start.js';
import { removeLate, staying } from './staying.js';

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
  // The bridge may hold the refresh token.
  if (!crossSdkBridgeEnabled) {
    if (logoutMode === 'silent' && !isOffline(begun) && !signal?.aborted) begun.frame = openFrame(begun.url);
    if (logoutMode === 'redirect' || logoutMode === 'local') return undefined;
    begun.revocation = revoke(config, begun);
    signal?.throwIfAborted();
  }
  const over = new AbortController();
  try {
    const idp = await unlessAborted(
      signal,
      Promise.race([returned(config, begun, over.signal), arrival(engine.start, begun.frame, over.signal)]),
    );
    if (idp && idp.status !== 'ended' && config.fallback === 'redirect') return undefined;
    if (!idp) return await ask(call, 'logout', config, { signal, begun });
    removeLate(begun.key);
    return settle(engine, begun, { ...engine.receiptOf('silent', begun), revocation: begun.revocation, idp });
  } finally {
    over.abort();
  }
}

async function withoutProgram(engine, begun, config, signal) {
  if (config.crossSdkBridgeEnabled) await unlessAborted(signal, clearBridge(begun));
  const receipt = engine.receiptOf(config.logoutMode === 'local' ? 'local' : 'redirect', begun);
  if (receipt.mode === 'local') {
    signal?.throwIfAborted();
    receipt.revocation.reason = receipt.idp.reason = 'local mode';
    return settle(engine, begun, receipt);
  }
  closeFrames();
  const started = performance.now();
  const code = await redirect(config, begun, signal);
  receipt.revocation = begun.revocation;
  receipt.idp = judge(code, begun);
  receipt.idp.ms = performance.now() - started;
  return settle(engine, begun, receipt, code);
}

// Returns only where the page stays, with the code of an error, or comes back.
async function redirect(config, begun, signal) {
  const revokeOnce = () => (begun.revocation ??= revoke(config, begun));
  if (signal?.aborted || isOffline(begun)) {
    revokeOnce();
    signal?.throwIfAborted();
    return 'offline';
  }
  const leaveAndRevoke = () => {
    begun.left = leave(config, begun);
    revokeOnce();
    return begun.left;
  };
  return staying(leaveAndRevoke, config.silentTimeoutMs, begun.key, signal);
}

// Completes the receipt, and returns it or throws it with an error.
function settle(engine, begun, receipt, code) {
  receipt.durationMs = performance.now() - begun.started;
  performance.clearMeasures('passport:logout');
  performance.measure('passport:logout', { start: begun.started });
  if (begun.failed) code = 'storage_failed';
  if (code) throw failure(engine, code, receipt);
  return receipt;
}

// The visit may have arrived although the page stayed.
const judge = (code, { left }) =>
  code ? { status: left ? 'unverified' : 'failed', reason: code } : { status: 'unverified', via: 'redirect' };

// An auth domain on this machine needs no network.
const isOffline = ({ url }) => !navigator.onLine && !LOOPBACK.test(new URL(url).hostname);
