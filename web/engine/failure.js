// Those of pkg/passport, where the program says them.
const MESSAGES = {
  storage_failed:
    'the application session could not be proved gone; allow this site to store data, ' +
    'check that no script has replaced the methods of its storage, or clear its data in the browser’s settings',
  offline:
    'the application session was cleared, but the browser is offline, so the Passport session lives on; ' +
    'log out again when the network is back',
  navigation_blocked:
    'the application session was cleared, but the page could not be left for the auth domain, so the Passport session may ' +
    'live on; check that the auth domain answers with a redirect, that no beforeunload or navigate listener cancels the ' +
    "navigation, and that this page is in no sandboxed frame, or set redirectTarget: 'self'",
};

/** Makes the error of a code. */
export const failure = ({ PassportError }, code, receipt) => new PassportError(MESSAGES[code], { code, receipt });
