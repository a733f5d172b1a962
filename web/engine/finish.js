import { unlessAborted } from './abort.js';
import { arrival } from './arrival.js';
import { begin, isOffline } from './begin.js';
import { clearBridge } from './bridge.js';
import { ask } from './calls.js';
import { failure } from './failure.js';
import { closeFrames } from './frame.js';
import { startLeaving } from './leaving.js';
import { measure } from './measure.js';
import { returned } from './returned.js';
import { revoke } from './revoke.js';
import { removeLate, staying } from './staying.js';

/**
 * Ends the Passport session, after the application session is cleared. What
 * becomes of that is the WebAssembly program's to judge. Where that is missing,
 * blocked or dead, a logout ends by a redirect, whatever the mode: the auth
 * domain gets its cookie, and nothing has to be judged.
 */
export async function finish(engine, call, config, signal) {
  const { begun } = call;
  begun.url = engine.logoutURL(config);
  const askProgram = () => ask(call, 'logout', config, signal);
  // It may hold the refresh token. The program clears it by itself.
  if (config.crossSdkBridgeEnabled) {
    const receipt = await askProgram();
    if (receipt) return receipt;
    await unlessAborted(signal, clearBridge(begun));
  }
  begin(engine, config, begun, signal);
  try {
    const receipt = call.program() ? await askProgram() : await whileComing(engine, begun, config, signal, askProgram);
    return receipt ?? (await withoutProgram(engine, begun, config, signal));
  } finally {
    begun.leaving?.close();
    // After whoever waits for the logout: it takes a browser milliseconds.
    setTimeout(() => begun.frame?.close());
  }
}

// Silent mode only waits for the program, and only where the callback page does
// not say all there is to know.
async function whileComing(engine, begun, config, signal, askProgram) {
  if (config.logoutMode !== 'silent') return undefined;
  revoke(config, begun);
  signal?.throwIfAborted();
  const over = new AbortController();
  try {
    const idp = await unlessAborted(
      signal,
      Promise.race([returned(config, begun, over.signal), arrival(engine.start, begun.frame, over.signal)]),
    );
    if (!idp) return await askProgram();
    if (idp.status !== 'ended' && config.fallback === 'redirect') return undefined;
    removeLate(begun.key);
    return settle(engine, begun, { ...engine.receiptOf('silent', begun), idp });
  } finally {
    over.abort();
  }
}

async function withoutProgram(engine, begun, config, signal) {
  if (config.logoutMode === 'local') {
    signal?.throwIfAborted();
    const receipt = engine.receiptOf('local', begun);
    receipt.revocation.reason = receipt.idp.reason = 'local mode';
    return settle(engine, begun, receipt);
  }
  closeFrames();
  const started = performance.now();
  const code = await redirect(engine, begun, config, signal);
  const idp = { ...judge(code, begun), ms: performance.now() - started };
  return settle(engine, begun, { ...engine.receiptOf('redirect', begun), idp }, code);
}

// Returns only where the page stays, with the code of an error, or comes back.
async function redirect(engine, begun, config, signal) {
  const stays = !begun.leaving && (signal?.aborted || isOffline(begun));
  if (!stays) begun.leaving ??= startLeaving(engine, config, begun);
  revoke(config, begun);
  signal?.throwIfAborted();
  return stays ? 'offline' : staying(begun.leaving, config.silentTimeoutMs, begun.key, signal);
}

// Completes the receipt, and returns it or throws it with an error.
function settle(engine, begun, receipt, code) {
  if (begun.revocation) receipt.revocation = begun.revocation;
  receipt.durationMs = performance.now() - begun.started;
  measure('logout', begun.started);
  if (begun.failed) code = 'storage_failed';
  if (code) throw failure(engine, code, receipt);
  return receipt;
}

// The visit may have arrived although the page stayed.
const judge = (code, { left, refusal }) =>
  code ? { status: left && !refusal ? 'unverified' : 'failed', reason: code } : { status: 'unverified', via: 'redirect' };
