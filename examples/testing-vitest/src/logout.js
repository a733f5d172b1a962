import { config, Passport } from 'passport-logout';

const passportInstance = new Passport({
  baseConfig: { environment: config.Environment.SANDBOX },
  clientId: 'client',
  redirectUri: 'https://app.example/redirect',
  logoutRedirectUri: 'https://app.example/silent-logout',
  logoutMode: 'silent',
});

/** Shows who is signed in, and logs out at a click; a second click cancels. */
export async function showAccount(button, status) {
  const show = async () => {
    status.textContent = (await passportInstance.isLoggedIn()) ? 'Signed in' : 'Signed out';
  };
  let cancel;
  button.addEventListener('click', async () => {
    if (cancel) return cancel.abort(new Error('cancelled'));
    cancel = new AbortController();
    button.textContent = 'Cancel';
    try {
      const { idp } = await passportInstance.logout({ signal: cancel.signal });
      if (idp.status !== 'ended') status.textContent = 'Signed out here. Passport may still know you.';
    } catch (error) {
      status.textContent = error.code ? `Signed out here only (${error.code})` : 'Signed out here only';
    }
    cancel = undefined;
    button.textContent = 'Log out';
  });
  passportInstance.addEventListener('loggedOut', show);
  await show();
}
