import { PassportError } from './errors.js';
import { within } from './events.js';
import { openFrame, viewOf } from './frame.js';
import { leave } from './leave.js';
import { programModule } from './load.js';
import { locate } from './locate.js';
import { hasAborted, read, removeStored } from './natives.js';
import { sendPopup } from './popup.js';
import { receiptOf } from './receipt.js';
import { revoke } from './revoke.js';
import { storageFailed } from './session.js';

/**
 * Ends a logout without the program, and claims nothing of the Passport session. It
 * leaves the page only where that was asked for. cause tells why there is no program.
 */
export async function standIn(call, cause) {
  const { mode, fallback, limit, started, signal } = call;
  await clearShared(call);
  if (hasAborted(signal)) throw read(AbortSignal, 'reason', signal);
  if (mode === 'local') return finishAtOnce(call);
  const receipt = (via, status = 'unverified') => receiptOf(call, { status, via, reason: 'engine_failed' });
  const failure = (status) =>
    new PassportError(cause.message, { code: 'engine_failed', cause, receipt: receipt(undefined, status) });
  let ms = started.at + limit - performance.now();
  let hidden;
  const outcome = () =>
    within(
      call,
      ms,
      (reject) => hidden || reject(failure()),
      (resolve) => {
        const hear = (event) => {
          const { type } = event;
          if (type === 'message' && !started.left && isCallback(event, call)) resolve(receipt(mode === 'popup' ? mode : type));
          hidden ||= type === 'pagehide';
          if (type === 'pageshow' && event.persisted) resolve(receipt('redirect'));
        };
        call.hear.add(hear);
        started.events.forEach(hear);
      },
    );
  if (!(await locate(call))) throw failure('failed');
  revoke(call);
  if (mode !== 'redirect') {
    if (!started.frame && mode !== 'popup') openFrame(call);
    try {
      if (started.popup === null) throw failure('failed');
      sendPopup(call);
      const done = await outcome();
      if (fallback !== 'redirect') return finishAtOnce(call, done);
    } catch (error) {
      if (fallback !== 'redirect' || hasAborted(signal)) throw error;
    }
    ms = limit;
  }
  if (!started.left && navigator.onLine) leave(call);
  if (!started.left || started.refusal) throw failure('failed');
  return outcome();
}

// The message of the page in the iframe or in the popup, or what that reports on the
// channel. A script may dispatch what only looks like one, and where there is neither
// there is no message of theirs.
function isCallback(event, { mark, started: { frame, popup, channel } }) {
  try {
    const [view, data] = ['source', 'data'].map((name) => read(MessageEvent, name, event));
    if (!event.isTrusted) return false;
    if (channel && read(Event, 'target', event) === channel) return data.startsWith(`${wire.popupKey} ${mark} `);
    return view && view === (popup ?? viewOf(frame)) && data.source === wire.messageSource;
  } catch {
    return false;
  }
}

/** Settles a logout of which nothing more is waited for. */
export function finishAtOnce(call, done) {
  const { wrong, started } = call;
  removeLate(call);
  const receipt = done ?? receiptOf(call, { status: 'skipped', reason: wrong?.code ?? 'local mode' });
  if (wrong) throw Object.assign(wrong, { receipt });
  if (started.failed) throw storageFailed({ receipt });
  return receipt;
}

/** Completes the clearing, which takes IndexedDB its time. */
export async function clearShared(call) {
  const { config, started, mode } = call;
  if (!config.settings.crossSdkBridgeEnabled) return;
  try {
    const session = await (await programModule()).takeShared(config.sessionKey);
    if (session === undefined) return;
    started.removed.push(config.sessionKey);
    started.session ||= session;
    if (mode !== 'local') revoke(call);
  } catch {
    started.failed = true;
  }
}

/** Removes what a late refresh has written. */
export function removeLate({ config: { sessionKey, inTabToo } }) {
  try {
    removeStored('localStorage', sessionKey);
    if (inTabToo) removeStored('sessionStorage', sessionKey);
  } catch {
    // It could not be removed before either.
  }
}
