// The two ways of logging out, each with its timeline and its receipt.

import { showApplicationSession, showSessions } from './cards.js';
import { passportInstance } from './instance.js';
import { observe } from './observe.js';
import { checkReceipt, clearReceipt, showReceipt } from './receipt.js';
import { add, begin, keep, resume } from './timeline.js';

// Until the next logout: the iframe goes some time after the promise is settled.
let stopObserving = () => {};

/** In a hidden iframe, without leaving the page. */
export const logoutSilently = () => run('silent', () => passportInstance.logout());

/** By leaving for the auth domain, which returns here. */
export const logoutByRedirect = () =>
  run('redirect', () => passportInstance.logout({ mode: 'redirect', logoutRedirectUri: `${location.origin}/` }));

async function run(mode, logout) {
  clearReceipt();
  begin(mode);
  const over = new AbortController();
  stopObserving();
  stopObserving = observe(add);
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
      add('info', 'Leaving for the auth domain', 'the promise stays pending, so that nothing can get in the way');
      keep(soFar);
    },
    { signal: over.signal },
  );
  try {
    const receipt = await logout();
    add('ok', 'Receipt', 'the promise is fulfilled');
    showReceipt(receipt);
  } catch (error) {
    add('bad', error.code ?? error.name, error.message);
    if (error.receipt) showReceipt(error.receipt);
  } finally {
    over.abort();
  }
  await tellTruth();
}

/** On the page that a redirect returns to: completes the timeline. */
export async function completeRedirect() {
  const receipt = resume();
  if (!receipt) return;
  add('ok', 'Back from the auth domain');
  showReceipt(receipt, { left: true });
  await tellTruth();
}

async function tellTruth() {
  const truth = await showSessions();
  const { passport, application, unreachable } = truth;
  if (unreachable) add('warn', 'Both sessions read again', 'the auth domain does not answer');
  else if (passport) add('warn', 'Both sessions read again', 'the Passport session is alive');
  else if (application) add('warn', 'Both sessions read again', 'the application session is alive');
  else add('ok', 'Both sessions read again', 'neither is there');
  checkReceipt(truth);
}
