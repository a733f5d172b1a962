// The ways of logging out that the page offers. What is shown as code and what
// runs are the same options.

/** Where redirect mode returns to: this page. */
const home = `${location.origin}/`;

/**
 * @typedef {object} Way
 * @property {import('/dist/passport.module.js').LogoutOptions} options what logout() is called with
 * @property {string} about what it does, in a sentence
 * @property {boolean} [leaves] whether the page may be left for it
 */

/** @type {Record<string, Way>} */
export const ways = {
  silent: {
    options: { mode: 'silent' },
    about: 'Silent: a hidden iframe visits the auth domain, and the page stays.',
  },
  popup: {
    options: { mode: 'popup' },
    about:
      'Popup: a window opens at the click, visits the auth domain and closes itself. The cookie is sent, and the page stays.',
  },
  redirect: {
    options: { mode: 'redirect', logoutRedirectUri: home },
    about: 'Redirect: the page goes to the auth domain and comes back. The cookie is sent in every browser.',
    leaves: true,
  },
  auto: {
    options: { mode: 'auto' },
    about: 'Auto: silent where the auth domain is on the app’s site, else redirect.',
    leaves: true,
  },
  fallback: {
    options: { mode: 'silent', fallback: 'redirect' },
    about: 'Silent, else redirect: what silent mode cannot end, or not for certain, is ended by leaving.',
    leaves: true,
  },
};
