// Those of pkg/passport, where the program says them.
const MESSAGES = {
  storage_failed:
    'the application session could not be proved gone; allow this site to store data, or clear its data in the browser’s settings',
  offline: 'the application session was cleared, but the browser is offline; log out again when the network is back',
  navigation_blocked:
    'the application session was cleared, but the page could not be left for the auth domain; check that the auth domain ' +
    'answers, and the beforeunload and navigate listeners of this page',
};

/** Makes the error of a code. */
export const failure = ({ PassportError }, code, receipt) => new PassportError(MESSAGES[code], { code, receipt });
