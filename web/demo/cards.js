// The two cards at the top: one for each session.

import { find, h, pill } from './dom.js';
import { clock, countdown } from './format.js';
import { showPlans } from './plan.js';
import { showButtons } from './running.js';
import { hosts, readApplicationSession, readAuthDomain, sessionKey } from './session.js';
import { onAnotherSite } from './site.js';

const passportCard = cardOf('#passport-session', hosts.passport);
const applicationCard = cardOf('#application-session', hosts.application);

function cardOf(selector, host) {
  const card = find(selector);
  card.querySelector('.host').textContent = host;
  const status = card.querySelector('.status');
  const facts = card.querySelector('.facts');
  return (session, newStatus, ...content) => {
    card.dataset.active = String(Boolean(session));
    status.replaceChildren(newStatus);
    facts.replaceChildren(...content);
  };
}

/** Reads both sessions again, shows them, and returns what is alive. */
export async function showSessions() {
  const application = showApplicationSession();
  const known = await readAuthDomain();
  showPassport(known);
  return { passport: known.active, application, refreshToken: known.refreshToken, unreachable: known.unreachable };
}

/** Reads the application session again, shows it, and returns whether it is there. */
export function showApplicationSession() {
  const session = readApplicationSession();
  showApplication(session);
  document.body.dataset.signedIn = String(Boolean(session));
  showButtons();
  showPlans();
  return Boolean(session);
}

function showPassport({ active, email, since, withheld, unreachable }) {
  if (unreachable) {
    passportCard(false, pill('bad', 'Unreachable'), h('p', {}, 'The auth domain does not answer.'));
  } else if (!active) {
    passportCard(
      false,
      pill('none', 'No session'),
      h('p', {}, onAnotherSite ? NONE_OF_THIS_APP : 'The auth domain does not know this browser. Logging in asks who you are.'),
    );
  } else {
    passportCard(
      true,
      pill('ok', 'Active'),
      facts({ User: email, Since: clock(new Date(since)) }),
      h('p', {}, withheld ? `${WITHHELD} ${ALIVE}` : ALIVE),
    );
  }
}

const NONE_OF_THIS_APP = 'No sign-in of this app has a session at the auth domain.';
const WITHHELD = 'The browser keeps its cookie from this page.';
const ALIVE = 'While it lives, logging in asks for nothing: removing an app’s tokens alone is no logout.';

function showApplication(session) {
  if (!session) {
    applicationCard(
      false,
      pill('none', 'No session'),
      h('p', {}, 'There is no ', h('code', {}, sessionKey), ' in local storage.'),
    );
    return;
  }
  applicationCard(
    true,
    pill('ok', 'Active'),
    facts({
      User: session.email,
      Subject: session.subject,
      Issuer: session.issuer,
      Audience: session.audience,
      Scope: session.scope,
      Tokens: session.tokens.map(({ name, kind }) => h('span', { class: 'token' }, name, h('small', {}, kind))),
      'Time left':
        session.expiresAt && h('time', { class: 'countdown', 'data-until': session.expiresAt }, countdown(session.expiresAt)),
    }),
  );
}

// What is unknown is left out.
function facts(entries) {
  const known = Object.entries(entries).filter(([, value]) => value && value.length !== 0);
  return h(
    'dl',
    {},
    known.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))),
  );
}

setInterval(() => {
  const time = find('.countdown');
  if (time) time.textContent = countdown(Number(time.dataset.until));
}, 1000);
