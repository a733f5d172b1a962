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
  popup: 'the popup came back',
};

const REVOCATION = { revoked: 'the auth domain confirmed it', sent: 'the answer was not waited for' };

const AFTERWARDS = 'told by the auth domain afterwards';

const body = find('#receipt .content');
const empty = find('#receipt .empty');
let shown;

export function clearReceipt() {
  shown = undefined;
  body.replaceChildren();
  empty.hidden = false;
}

/** Shows a receipt. An early one, of a logout that was left or cancelled, says what was known when. */
export function showReceipt(receipt, when) {
  const { mode, engine, durationMs } = receipt;
  shown = receipt;
  empty.hidden = true;
  body.replaceChildren(
    h(
      'table',
      {},
      h('caption', {}, `${mode} mode, ${when ?? `${duration(durationMs)}, ${engine} engine`}`),
      head(),
      rows(receipt),
    ),
    h('details', {}, h('summary', {}, 'Raw JSON'), h('pre', { tabindex: 0 }, JSON.stringify(receipt, null, 2))),
  );
}

function head() {
  const names = ['What', 'Outcome', 'Detail'].map((name) => h('th', { scope: 'col' }, name));
  return h('thead', { class: 'unseen' }, h('tr', {}, names));
}

// What was to come when the receipt was made is told by the truth, where that is known.
function rows({ local, revocation, idp }, truth) {
  const removed = local.removed.map((key) => h('code', {}, key));
  return h(
    'tbody',
    {},
    row('Application session', outcome(local), removed),
    row(
      'Refresh token',
      ...(afterwards(revocation, truth && !truth.refreshToken, 'revoked', 'not revoked') ?? [
        outcome(revocation),
        REVOCATION[revocation.status] ?? reasonOf(revocation),
      ]),
    ),
    row('Passport session', ...(afterwards(idp, truth && !truth.passport, 'ended', 'alive') ?? [outcome(idp), evidenceOf(idp)])),
  );
}

const row = (what, outcome, detail) =>
  h('tr', {}, h('th', { scope: 'row' }, what), h('td', {}, outcome), h('td', { class: 'detail' }, detail || '–'));

function afterwards({ reason }, over, yes, no) {
  if (reason !== 'pending' || over === undefined) return undefined;
  return [over ? pill('ok', yes) : pill('bad', no), AFTERWARDS];
}

// A step to come is skipped in the receipt that the loggedOut event carries.
const outcome = ({ status, reason }) =>
  reason === 'pending' ? pill('busy', 'pending') : pill(KINDS[status], status.replaceAll('_', ' '));

const reasonOf = ({ reason }) => (reason === 'pending' ? 'not known yet' : reason);

const evidenceOf = (idp) => [EVIDENCE[idp.via], reasonOf(idp), idp.ms && duration(idp.ms)].filter(Boolean).join(', ');

/** Holds the receipt that is shown against what is alive afterwards, again and again as more is known. */
export function checkReceipt(truth) {
  if (!shown) return;
  const [kind, text] = verdict(shown, truth);
  const table = body.querySelector('table');
  if (!truth.unreachable) table.querySelector('tbody').replaceWith(rows(shown, truth));
  body.querySelector('.verdict')?.remove();
  table.after(h('p', { class: 'verdict', 'data-kind': kind }, icon(kind), text));
}

function verdict({ local, revocation, idp }, { passport, application, refreshToken, revoking, unreachable }) {
  if (unreachable) return ['warn', 'Could not be checked: the auth domain does not answer.'];
  const alive = aliveOf({ passport, application, refreshToken });
  if (!alive) return ['ok', 'Checked: neither session is there any more, and no refresh token.'];
  if (revoking && !passport && !application) return ['busy', 'Neither session is there. The revocation is under way.'];
  const wrong =
    (passport && idp.status === 'ended') ||
    (application && local.status !== 'failed') ||
    (refreshToken && revocation.status === 'revoked');
  return wrong
    ? ['bad', `Checked: ${alive}. The receipt is wrong.`]
    : ['warn', `Checked: ${alive}, and the receipt does not claim otherwise.`];
}

/** Says what is alive: "the refresh token is alive"; nothing where nothing is. */
export function aliveOf({ passport, application, refreshToken }) {
  const names = [
    passport && 'the Passport session',
    application && 'the application session',
    refreshToken && 'the refresh token',
  ];
  const alive = names.filter(Boolean);
  return alive.length > 0 && `${new Intl.ListFormat('en').format(alive)} ${alive.length > 1 ? 'are' : 'is'} alive`;
}
