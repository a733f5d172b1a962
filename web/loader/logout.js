import { PassportError } from './errors.js';
import { within } from './events.js';
import { closeFrame } from './frame.js';
import { load, program } from './load.js';
import { hasAborted } from './natives.js';
import { closePopup } from './popup.js';
import { clearShared, finishAtOnce, removeLate, standIn } from './standin.js';
import { depart } from './start.js';

// How long a logout waits for a program that is still on its way.
const ARRIVAL_MS = 3_000;

// How long a page that is being left is left alone before the program is loaded.
const LEAVING_MS = 100;

/**
 * Goes on with a logout that has started. What becomes of it is the program's to
 * judge; where that does not run, the stand-in ends the logout.
 */
export async function finish(call) {
  const { config, options, started, signal, over, wrong } = call;
  let handedOver;
  let died = false;
  // A late refresh may write the session again before the page is gone.
  const hide = ({ type }) => type === 'pagehide' && removeLate(call);
  call.hear.add(hide);
  try {
    if (wrong) return await finishLocally(call);
    if (call.before) await departAfter(call);
    await underway(call);
    const running = program ?? (await arrival(call));
    handedOver = true;
    call.hear.delete(hide); // which the program hears
    return await running.passportLogout(config.settings, options, started);
  } catch (error) {
    if (wrong || hasAborted(signal) || error?.code !== 'engine_failed' || Object.hasOwn(error, 'receipt')) throw error;
    died = handedOver;
    call.hear.add(hide);
    handedOver = false;
    return await standIn(call, error);
  } finally {
    over.abort();
    if (!handedOver) {
      closeFrame(call, died);
      closePopup(call);
    }
  }
}

/** Clears all of the application session, and does nothing more. */
export async function finishLocally(call) {
  await clearShared(call);
  return finishAtOnce(call);
}

// The app may save what it likes, and nothing that it does stops the logout.
async function departAfter(call) {
  const { before, beforeMs, started } = call;
  const saved = within(
    call,
    beforeMs,
    (end) => end(),
    (...settle) => before().then(...settle),
  );
  await saved.catch(() => {});
  call.limit += performance.now() - started.at; // which is one for the auth domain
  depart(call);
}

// What has started goes first: the program takes milliseconds of the page's thread,
// and a page that is being left needs it only if it stays.
async function underway({ started }) {
  const ms = started.left && !program ? LEAVING_MS : 0;
  if (started.frame || started.left) await new Promise((next) => setTimeout(next, ms));
}

function arrival(call) {
  const late = (reject) => reject(new PassportError('passport.wasm did not come in time', { code: 'engine_failed' }));
  return within(call, Math.min(ARRIVAL_MS, call.limit), late, (resolve, reject) => load().then(resolve, reject));
}
