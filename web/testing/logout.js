import { invalid, PassportError } from '../loader/errors.js';
import { receiptOf } from '../loader/receipt.js';
import { storageFailed } from '../loader/session.js';
import { finishAtOnce } from '../loader/standin.js';
import { simulation, take } from './simulation.js';

const wrongOptions = ['invalid_config', 'unsafe_url'];
const withoutReceipt = ['unsupported_environment', 'internal'];
const notReached = ['offline', 'idp_unreachable'];
const failuresOfVisit = [...notReached, 'timeout', 'idp_did_not_return', 'idp_error', 'engine_failed'];
const failures = {
  silent: [...failuresOfVisit, 'frame_blocked', 'csp_blocked', 'frame_removed'],
  popup: [...failuresOfVisit, 'popup_blocked', 'popup_closed'],
};

// What can become of a logout in each mode; the first is what does, where the test
// chooses nothing.
const anywhere = ['never', 'storage_failed', ...wrongOptions, ...withoutReceipt];
const possible = {
  local: [undefined, ...anywhere],
  silent: ['ended', 'unverified', ...failures.silent, ...anywhere],
  popup: ['ended', ...failures.popup, ...anywhere],
  redirect: ['never', 'unverified', 'offline', 'navigation_blocked', 'engine_failed', ...anywhere],
};

/** Stands in the place of the loader's function: what becomes of a logout is the test's to choose. */
export async function finish(call) {
  const { config, options, signal, wrong, started } = call;
  simulation.logouts.push({ mode: call.mode, options: { ...options }, configuration: { ...config.settings } });
  if (wrong) return finishLocally(call);
  const outcome = choose(call, take());
  await Promise.resolve()
    .then(call.before)
    .catch(() => {}); // the caller may abort meanwhile
  if (signal?.aborted) throw signal.reason;
  if (outcome === 'never') return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
  const message = `simulated: ${outcome}`;
  if (wrongOptions.includes(outcome)) return finishAtOnce({ ...call, wrong: invalid(message, outcome) });
  if (withoutReceipt.includes(outcome)) throw new PassportError(message, { code: outcome });
  const receipt = receiptOfProgram(call, outcome);
  if (started.failed) throw storageFailed({ receipt });
  if (['ended', 'unverified', undefined].includes(outcome)) return receipt;
  throw new PassportError(message, { code: outcome, receipt });
}

/** Completes what the loader does without the program. */
export const finishLocally = async (call) => finishAtOnce(call);

/** What becomes of this logout. It takes the way that auto mode and the fallback have. */
function choose(call, chosen) {
  if (call.mode === 'auto') call.mode = modeOfAuto(chosen);
  const { mode, fallback } = call;
  const leaves = failures[mode] && fallback === 'redirect';
  if (leaves && (chosen === 'unverified' || failures[mode].includes(chosen))) return 'never';
  if (leaves && chosen === 'navigation_blocked') return chosen;
  const outcome = chosen ?? possible[mode][0];
  if (possible[mode].includes(outcome)) return outcome;
  throw new TypeError(`simulation: a logout in ${mode} mode cannot have the outcome '${outcome}'`);
}

function modeOfAuto(chosen) {
  if (['popup_blocked', 'popup_closed'].includes(chosen)) return 'popup';
  return ['unverified', 'navigation_blocked'].includes(chosen) ? 'redirect' : 'silent';
}

/** The receipt as the program makes it. */
function receiptOfProgram(call, outcome) {
  const receipt = receiptOf(call, idpOf(call.mode, outcome));
  if (outcome === 'engine_failed') return receipt;
  return { ...receipt, engine: 'wasm', revocation: revocationOf(call.mode, outcome, receipt.revocation) };
}

function idpOf(mode, outcome) {
  if (mode === 'local') return { status: 'skipped', reason: 'local mode' };
  if (['offline', 'popup_blocked'].includes(outcome)) return { status: 'failed', reason: outcome };
  if (!['ended', 'unverified', 'storage_failed'].includes(outcome)) return { status: 'unverified', reason: outcome };
  if (mode === 'redirect') return { status: 'unverified', via: 'redirect' };
  if (mode === 'popup') return { status: 'ended', via: mode };
  return outcome === 'unverified'
    ? { status: 'unverified', via: 'message', reason: 'cross_site' }
    : { status: 'ended', via: 'message' };
}

function revocationOf(mode, outcome, asked) {
  if (mode === 'local') return { status: 'skipped', reason: 'local mode' };
  if (asked.status !== 'sent' || outcome === 'timeout') return asked;
  if (!notReached.includes(outcome)) return { status: 'revoked' };
  return {
    status: 'failed',
    reason: 'no answer that this page may read: the endpoint is unreachable or sends no CORS header',
  };
}
