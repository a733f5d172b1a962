// A logout, with its timeline and its receipt.

import { showApplicationSession, showSessions } from './cards.js';
import { showCancelling, showCode } from './code.js';
import { passportInstance } from './instance.js';
import { observe } from './observe.js';
import { aliveOf, checkReceipt, clearReceipt, showReceipt } from './receipt.js';
import { run } from './running.js';
import { add, begin, keep, resume } from './timeline.js';
import { ways } from './ways.js';

// Until the next logout: the iframe goes some time after the promise is settled.
let stopObserving = () => {};

/** Logs out in one of the ways. */
export async function logOut(name) {
  const { options, leaves } = ways[name];
  showCode(name);
  clearReceipt();
  begin(name);
  stopObserving();
  const logout = { settled: false, revoking: true };
  stopObserving = observe(add, () => {
    logout.revoking = false;
    if (logout.settled) check(logout);
  });
  await run((signal) => {
    signal.addEventListener('abort', () => showCancelling(name));
    return settle(options, signal, leaves);
  });
  logout.settled = true;
  tell(await check(logout));
}

async function settle(options, signal, leaves) {
  const over = new AbortController();
  let soFar;
  passportInstance.addEventListener(
    'loggedOut',
    ({ detail }) => {
      if (detail.reason !== 'logout') return;
      soFar = detail.receipt;
      add('ok', 'Application session cleared', 'the loggedOut event, before any network');
      showApplicationSession();
    },
    { signal: over.signal },
  );
  window.addEventListener(
    'pagehide',
    () => {
      if (!leaves) return;
      add('info', 'Leaving for the auth domain', 'the promise stays pending, so that nothing can get in the way');
      keep(soFar);
    },
    { signal: over.signal },
  );
  try {
    const receipt = await passportInstance.logout({ ...options, signal });
    add(
      receipt.idp.status === 'ended' ? 'ok' : 'warn',
      'Receipt',
      `the promise is fulfilled, Passport session ${receipt.idp.status}`,
    );
    showReceipt(receipt);
  } catch (error) {
    if (signal.aborted) add('warn', 'Cancelled', 'what was done stays done, and nothing more begins');
    else add('bad', error.code ?? error.name, error.message);
    if (error.receipt) showReceipt(error.receipt);
    else if (soFar) showReceipt(soFar, 'as it stood when it was cancelled');
  } finally {
    over.abort();
  }
}

/** On the page that a redirect returns to: completes the timeline and the receipt. */
export async function completeRedirect() {
  const left = resume();
  if (!left) return;
  showCode(left.way);
  add('info', 'Back from the auth domain');
  showReceipt(left.receipt, 'as it stood when the page was left');
  // The answer to the revocation is lost with the page that asked, so it is seen by
  // what it does: at once, or else it has failed.
  let truth = await check({ revoking: true });
  for (let tries = 0; truth.refreshToken && tries < 5; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    truth = await check({ revoking: true });
  }
  tell(await check({ revoking: false }));
}

/** Reads again what is alive, and holds the receipt against it. */
async function check({ revoking }) {
  const truth = { ...(await showSessions()), revoking };
  checkReceipt(truth);
  return truth;
}

function tell(truth) {
  const alive = aliveOf(truth);
  if (truth.unreachable) add('warn', 'Both sessions read again', 'the auth domain does not answer');
  else if (truth.passport || truth.application || (alive && !truth.revoking)) add('warn', 'Both sessions read again', alive);
  else add('ok', 'Both sessions read again', 'neither is there');
}

/** Tells of a logout elsewhere, once the other tab has had the time for it. */
export async function tellOfLogoutElsewhere() {
  add('ok', 'Another tab has logged out', 'the loggedOut event, with the reason other-tab');
  showApplicationSession();
  await new Promise((resolve) => setTimeout(resolve, 2000)); // it may still be at the auth domain
  tell(await showSessions());
}
