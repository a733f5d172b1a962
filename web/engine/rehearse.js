// A logout that shows nothing, so that the browser has compiled the program's
// functions before the first real one: it does so when they are first called.

import { bare } from './bare.js';

const config = {
  authenticationDomain: 'https://rehearsal.example',
  clientId: 'rehearsal',
  redirectUri: 'https://rehearsal.example/',
  unknown: [],
};

// Neither event is of this iframe, which is in no document.
const frame = () => ({ element: document.createElement('iframe'), events: [new MessageEvent('message'), new Event('load')] });
const begun = { started: 0, session: '{"refresh_token":"rehearsal"}', removed: [], tombstone: '' };
const leaving = { left: true, take() {}, close() {} };

/** Rehearses both modes when the page is idle, one after the other. */
export function rehearseWhenIdle(rehearse) {
  const idle = window.requestIdleCallback ?? ((f) => setTimeout(f, 200));
  const quiet = () => new Promise((next) => idle(() => next()));
  (async () => {
    await quiet();
    const client = rehearse(bare(config), () => {});
    const logout = (logoutMode, begun, signal) =>
      new Promise((resolve, reject) =>
        client.logout(resolve, reject, bare({ ...config, logoutMode }), bare({ signal, begun: bare(begun) })),
      );
    const controller = new AbortController();
    try {
      await quiet();
      await logout('silent', { ...begun, frame: frame() });
      await quiet();
      const redirect = logout('redirect', { ...begun, leaving }, controller.signal);
      controller.abort();
      await redirect;
    } catch {
      // The redirect is aborted, since it leads nowhere.
    }
    client.close();
  })();
}
