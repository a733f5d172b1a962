// The switch between the two sites that this machine is to a browser.

import { find, h } from './dom.js';
import { hosts } from './session.js';

const HERE = 'The app and the auth domain are on one site: the hidden iframe is given the cookie.';
const ELSEWHERE =
  'The app is on another site than the auth domain, and the hidden iframe is not given the cookie (SameSite=Lax). Watch: ' +
  'silent ends as unverified, and the Passport session lives on. Where third-party cookies are blocked, it is given none at all.';

const { hostname, port } = location;
const authHostname = hosts.passport.split(':')[0];
const names = ['localhost', '127.0.0.1'];

/** Whether the app is on another site than the auth domain, as far as these two names go. */
export const onAnotherSite = hostname !== authHostname;

export function showSite() {
  if (!names.includes(hostname)) return;
  const control = find('#site');
  const link = (name) =>
    h(
      'a',
      { href: `http://${name}:${port}/`, 'aria-current': name === hostname && 'page' },
      name,
      h('small', {}, name === authHostname ? 'same site' : 'another site'),
    );
  control.querySelector('.choices').append(...names.map(link));
  control.hidden = false;
  const about = find('#site-about');
  about.textContent = onAnotherSite ? ELSEWHERE : HERE;
  about.hidden = false;
}
