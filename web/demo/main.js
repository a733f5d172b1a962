import { showSessions } from './cards.js';
import { find } from './dom.js';
import { offerFaults } from './fault.js';
import { passportInstance } from './instance.js';
import { startLogin } from './login.js';
import { completeRedirect, logoutByRedirect, logoutSilently } from './logout.js';

const buttons = new Map([
  [find('#log-in'), startLogin],
  [find('#log-out-silently'), logoutSilently],
  [find('#log-out-by-redirect'), logoutByRedirect],
]);

// Not disabled while one works: that would take the focus away.
let busy = false;
function setBusy(value) {
  busy = value;
  for (const button of buttons.keys()) button.setAttribute('aria-disabled', String(busy));
}

for (const [button, action] of buttons) {
  button.addEventListener('click', async () => {
    if (busy) return;
    setBusy(true);
    await action();
    setBusy(false);
  });
}

// Other tabs and the auth domain may have changed what is shown.
passportInstance.addEventListener('loggedOut', ({ detail }) => {
  if (detail.reason === 'logout') return;
  showSessions();
  setTimeout(showSessions, 2000); // the other tab may still be at the auth domain
});
window.addEventListener('storage', showSessions);
window.addEventListener('pageshow', (event) => event.persisted && showSessions());
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && showSessions());

await showSessions();
await completeRedirect();
await offerFaults();
