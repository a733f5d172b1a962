// What breaks a logout elsewhere, each at one click.

import { showListener } from './code.js';
import { leaveErrand, takeErrand } from './errand.js';
import { withFault } from './fault.js';
import { logOut } from './logout.js';
import { add, begin } from './timeline.js';

/** Each trial, by the id of its button. */
export const trials = {
  'second-tab': secondTab,
  'back-button': () => leave('back', '/back'),
  'blocked-program': () => leave('silent', '/?program=blocked'),
  'refused-frame': () => withFault('frame', () => logOut('silent')),
};

function secondTab() {
  showListener('other-tab');
  leaveErrand('silent');
  const opened = window.open('/', '', 'popup,width=560,height=820');
  takeErrand(); // the copy is the other window's
  begin();
  if (opened) add('info', 'A second window has opened', 'it logs out there');
  else add('warn', 'No second window', 'the browser has blocked it');
}

function leave(errand, url) {
  leaveErrand(errand);
  location.assign(url);
}

/** Goes on, on a page that has just loaded, with what the page before it has left to do. */
export async function completeTrial() {
  const errand = takeErrand();
  // A reload is the usual page again.
  if (location.search) history.replaceState(null, '', '/');
  if (errand === 'silent') await logOut('silent');
  if (errand === 'back') cameBack('loaded anew: the logout has evicted it from the back/forward cache');
}

/** Tells of a page that the Back button has brought back. */
export function cameBack(how) {
  showListener('restored-page');
  begin();
  add('ok', 'Back on this page', how);
}
