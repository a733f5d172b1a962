// The incumbent beside this module, under the same fault. make compare serves its
// script, which sets the globals peer and peerVersion.

import { find, h } from './dom.js';
import { showFaults } from './fault.js';
import { duration } from './format.js';
import { passportInstance } from './instance.js';
import { passport } from './local.js';
import { loginURL } from './login.js';
import { readAuthDomain, sessionKey } from './session.js';

// How long a logout is watched, in milliseconds: both have a limit of 10 s.
const WATCHED_MS = 15_000;

const { authenticationDomain, overrides, ...settings } = passportInstance.settings;
const { peer, peerVersion } = /** @type {any} */ (window);
const button = find('#run');
const status = find('#status');

const contenders = [
  { name: 'passport-logout', column: 1, logOut: () => passportInstance.logout() },
  { name: '@imtbl/passport', column: 2, logOut: () => incumbent().logout() },
];

let made;

// It wants all of the overrides once one is given.
function incumbent() {
  const others = [
    'passportDomain',
    'zkEvmRpcUrl',
    'relayerUrl',
    'indexerMrBasePath',
    'orderBookMrBasePath',
    'passportMrBasePath',
  ];
  made ??= new peer.Passport({
    ...settings,
    baseConfig: { environment: 'sandbox', publishableKey: 'pk_imapik-test-0000000000000000' },
    overrides: {
      ...overrides,
      ...Object.fromEntries(others.map((name) => [name, authenticationDomain])),
      magicPublishableApiKey: 'none',
      magicProviderId: 'none',
    },
  });
  return made;
}

async function compare() {
  for (const cell of document.querySelectorAll('#comparison td')) cell.replaceChildren('–');
  await passport.ready(); // the incumbent's script is there, too
  for (const contender of contenders) {
    status.textContent = `${contender.name} logs out.`;
    await signIn();
    show(contender.column, await watch(contender.logOut));
  }
  status.textContent = 'Both are through.';
}

// In a hidden iframe: the auth domain of this comparison asks for nothing.
async function signIn() {
  const frame = h('iframe', { src: await loginURL(), hidden: true, title: 'Signing in' });
  await new Promise((resolve) => {
    const heard = ({ source, data }) => {
      if (source !== frame.contentWindow || data !== 'signed in') return;
      window.removeEventListener('message', heard);
      resolve();
    };
    window.addEventListener('message', heard);
    document.body.append(frame);
  });
  frame.remove();
}

/** Logs out, and tells what became of it and when. */
async function watch(logOut) {
  const started = performance.now();
  const since = () => duration(performance.now() - started);
  let signedOut;
  const look = () => {
    if (localStorage.getItem(sessionKey) === null) signedOut ??= since();
  };
  const ended = settled(logOut);
  look();
  const looking = setInterval(look, 5);
  const { promise, says } = await Promise.race([ended, late()]);
  const after = since();
  clearInterval(looking);
  look();
  const { active, refreshToken } = await readAuthDomain();
  return { signedOut, promise, after, says, passport: active, token: refreshToken };
}

async function settled(logOut) {
  try {
    const receipt = await logOut();
    return { promise: 'fulfilled', says: receipt ? `Passport session ${receipt.idp.status}` : 'nothing' };
  } catch (error) {
    return { promise: 'rejected', says: [error.code, error.message].filter(Boolean).join(': ') };
  }
}

const late = () => new Promise((resolve) => setTimeout(resolve, WATCHED_MS, { promise: 'still pending', says: 'nothing' }));

function show(column, { signedOut, promise, after, says, passport, token }) {
  const rows = {
    signedOut: signedOut ? mark('ok', `after ${signedOut}`) : mark('bad', 'no'),
    promise: `${promise} after ${after}`,
    says,
    passport: passport ? mark('warn', 'alive') : mark('ok', 'ended'),
    token: token ? mark('warn', 'alive') : mark('ok', 'revoked'),
  };
  for (const [name, content] of Object.entries(rows)) {
    find(`[data-row=${name}] > :nth-child(${column + 1})`).replaceChildren(content);
  }
}

const mark = (kind, text) => h('span', { class: 'pill', 'data-kind': kind }, text);

button.addEventListener('click', async () => {
  if (button.getAttribute('aria-disabled') === 'true') return;
  button.setAttribute('aria-disabled', 'true');
  await compare();
  button.setAttribute('aria-disabled', 'false');
});

if (peer) {
  find('#version').textContent = peerVersion;
  await showFaults();
} else {
  button.setAttribute('aria-disabled', 'true');
  status.textContent = 'The incumbent is not here: run make compare.';
}
