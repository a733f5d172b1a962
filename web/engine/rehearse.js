// A logout that shows nothing, so that the browser has compiled the program's
// functions before the first real one: it does so when they are first called.

const config = {
  authenticationDomain: 'https://rehearsal.example',
  clientId: 'rehearsal',
  redirectUri: 'https://rehearsal.example/',
  unknown: [],
};

/** Rehearses both modes when the page is idle. */
export function rehearseWhenIdle(rehearse) {
  const idle = window.requestIdleCallback ?? ((f) => setTimeout(f, 200));
  idle(async () => {
    const client = rehearse(config, () => {});
    const controller = new AbortController();
    try {
      await client.logout({ ...config, logoutMode: 'silent' }, {});
      const leaving = client.logout({ ...config, logoutMode: 'redirect' }, { signal: controller.signal });
      controller.abort();
      await leaving;
    } catch {
      // The redirect is aborted, since it leads nowhere.
    }
    client.close();
  });
}
