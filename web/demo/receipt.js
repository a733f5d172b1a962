// The receipt of a logout: what the module says that it did.

import { find, h, icon, pill } from './dom.js';
import { duration } from './format.js';

const KINDS = {
  cleared: 'ok',
  nothing_to_clear: 'none',
  revoked: 'ok',
  sent: 'none',
  ended: 'ok',
  unverified: 'warn',
  failed: 'bad',
  skipped: 'none',
};

const EVIDENCE = {
  message: 'the callback page’s message',
  location: 'the iframe’s location',
  redirect: 'the page was left',
};

const REVOCATION = { revoked: 'the auth domain confirmed it', sent: 'the answer was not waited for' };

const body = find('#receipt .content');
const empty = find('#receipt .empty');
let shown;

export function clearReceipt() {
  shown = undefined;
  body.replaceChildren();
  empty.hidden = false;
}

/** Shows a receipt. One of a page that has been left says what was known then. */
export function showReceipt(receipt, { left = false } = {}) {
  const { mode, engine, durationMs } = receipt;
  const circumstances = left ? 'as it stood when the page was left' : `${duration(durationMs)}, ${engine} engine`;
  shown = receipt;
  empty.hidden = true;
  body.replaceChildren(
    h('table', {}, h('caption', {}, `${mode} mode, ${circumstances}`), head(), rows(receipt)),
    h('details', {}, h('summary', {}, 'Raw JSON'), h('pre', { tabindex: 0 }, JSON.stringify(receipt, null, 2))),
  );
}

function head() {
  const names = ['What', 'Outcome', 'Detail'].map((name) => h('th', { scope: 'col' }, name));
  return h('thead', { class: 'unseen' }, h('tr', {}, names));
}

function rows({ local, revocation, idp }) {
  const removed = local.removed.map((key) => h('code', {}, key));
  return h(
    'tbody',
    {},
    row('Application session', local, removed),
    row('Refresh token', revocation, REVOCATION[revocation.status] ?? reasonOf(revocation)),
    row('Passport session', idp, evidenceOf(idp)),
  );
}

const row = (what, { status, reason }, detail) =>
  h('tr', {}, h('th', { scope: 'row' }, what), h('td', {}, outcome(status, reason)), h('td', { class: 'detail' }, detail || '–'));

// A step to come is skipped in the receipt that the loggedOut event carries.
const outcome = (status, reason) =>
  reason === 'pending' ? pill('busy', 'pending') : pill(KINDS[status], status.replaceAll('_', ' '));

const reasonOf = ({ reason }) => (reason === 'pending' ? 'not known yet' : reason);

const evidenceOf = (idp) => [EVIDENCE[idp.via], reasonOf(idp), idp.ms && duration(idp.ms)].filter(Boolean).join(', ');

/** Holds the receipt that is shown against what both sessions are afterwards. */
export function checkReceipt({ passport, application, unreachable }) {
  if (!shown) return;
  const [kind, text] = verdict(shown, passport, application, unreachable);
  body.querySelector('table').after(h('p', { class: 'verdict', 'data-kind': kind }, icon(kind), text));
}

function verdict({ local, idp, revocation }, passport, application, unreachable) {
  if (unreachable) return ['warn', 'Could not be checked: the auth domain does not answer.'];
  if (!passport && !application && revocation.status === 'failed') {
    return ['warn', 'Checked: neither session is there any more. The refresh token was not revoked.'];
  }
  if (!passport && !application) return ['ok', 'Checked: neither session is there any more.'];
  const wrong = (passport && idp.status === 'ended') || (application && local.status !== 'failed');
  const alive = passport ? 'the Passport session is alive' : 'the application session is alive';
  return wrong
    ? ['bad', `Checked: ${alive}. The receipt is wrong.`]
    : ['warn', `Checked: ${alive}, and the receipt does not claim otherwise.`];
}
