// The engine: what the loader imports when the page is idle, or at the first
// call. It runs the program, and logs out as far as that goes without it.

import { getLogoutUrl, logout } from './logout.js';
import { starter } from './program.js';

/**
 * Connects the engine with the loader, which hands over what both need: base,
 * the URL beside which everything lies; announce, to be told of the program's
 * way to make a client, and of its end; functions of the loader, and the class
 * of errors.
 */
export function connect(loader) {
  const engine = { ...loader, start: starter(loader) };
  let flight = Promise.resolve();
  // One of those that only the program answers.
  const question = (name) => async ({ program }) => {
    await engine.start();
    return program()[name]();
  };
  return {
    start: engine.start,
    /** Starts the program, unless a logout would have to share the page's time with that. */
    idle: () => flight.then(engine.start).catch(() => {}),
    logout(call) {
      const result = logout(engine, call);
      flight = result.catch(() => {});
      return result;
    },
    getLogoutUrl: (call) => getLogoutUrl(engine, call),
    getUserInfo: question('getUserInfo'),
    getIdToken: question('getIdToken'),
    getAccessToken: question('getAccessToken'),
    isLoggedIn: question('isLoggedIn'),
    async notFramed() {
      throw new loader.PassportError(
        'logoutSilentCallback was called outside of a frame, and its url is no other page of this origin',
        { code: 'not_framed' },
      );
    },
  };
}
