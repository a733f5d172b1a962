import { showSessions } from './cards.js';
import { showCode } from './code.js';
import { find } from './dom.js';
import { showFaults } from './fault.js';
import { passportInstance } from './instance.js';
import { startLogin } from './login.js';
import { completeRedirect, logOut, tellOfLogoutElsewhere } from './logout.js';
import { isRunning } from './running.js';
import { showSite } from './site.js';
import { cameBack, completeTrial, trials } from './trials.js';
import { ways } from './ways.js';

const actions = new Map([
  ['log-in', startLogin],
  ...Object.keys(ways).map((name) => /** @type {const} */ ([name, () => logOut(name)])),
  ...Object.entries(trials),
]);

for (const [id, action] of actions) {
  const button = find(`#${id}`);
  button.addEventListener('click', () => {
    if (button.getAttribute('aria-disabled') !== 'true') action();
  });
}

// Other tabs, the auth domain and the Back button may have changed what is shown.
passportInstance.addEventListener('loggedOut', ({ detail }) => {
  if (detail.reason === 'restored-page') cameBack('as it was left; the loggedOut event says restored-page');
  if (detail.reason === 'other-tab' && !isRunning()) tellOfLogoutElsewhere();
});
window.addEventListener('storage', showSessions);
window.addEventListener('pageshow', (event) => event.persisted && showSessions());
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && showSessions());

showSite();
showCode('silent');
await showSessions();
await completeRedirect();
await showFaults();
await completeTrial();
