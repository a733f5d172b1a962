// A logout that shows nothing, so that the browser has compiled the program's
// functions before the first real one: it does so when they are first called.

const config = {
  authenticationDomain: 'https://rehearsal.example',
  clientId: 'rehearsal',
  redirectUri: 'https://rehearsal.example/',
  unknown: [],
};

const begun = { started: 0, session: '{"refresh_token":"rehearsal"}', removed: [], tombstone: '' };
const leaving = { left: true, take() {}, close() {} };

/** Rehearses both modes when the page is idle, one after the other. */
export function rehearseWhenIdle(rehearse) {
  const idle = window.requestIdleCallback ?? ((f) => setTimeout(f, 200));
  const quiet = () => new Promise((next) => idle(() => next()));
  (async () => {
    await quiet();
    const client = rehearse(config, () => {});
    const controller = new AbortController();
    try {
      await quiet();
      await client.logout({ ...config, logoutMode: 'silent' }, { begun });
      await quiet();
      const redirect = client.logout({ ...config, logoutMode: 'redirect' }, { signal: controller.signal, begun: { ...begun, leaving } });
      controller.abort();
      await redirect;
    } catch {
      // The redirect is aborted, since it leads nowhere.
    }
    client.close();
  })();
}
