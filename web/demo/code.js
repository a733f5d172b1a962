// The lines that do what one has just seen.

import { find, h } from './dom.js';
import { ways } from './ways.js';

const about = find('#code .about');
const code = find('#code code');

/** Shows the code of a way of logging out. */
export function showCode(name) {
  const { options, about: sentence } = ways[name];
  about.textContent = sentence;
  code.replaceChildren(
    'const passportInstance = new passport.Passport({\n',
    `  clientId: "…", redirectUri: "${location.origin}/redirect",\n`,
    `  logoutRedirectUri: "${location.origin}/silent-logout",\n`,
    '});\n',
    'await passportInstance.logout(',
    h('mark', {}, literal(options)),
    ');\n',
    `// on ${location.origin}/silent-logout\n`,
    `passportInstance.logoutSilentCallback("${location.origin}");`,
  );
}

/** Shows how a logout is cancelled. */
export function showCancelling(name) {
  about.textContent = 'Cancelled: the wait ends. What was done stays done, and nothing more begins.';
  code.replaceChildren(
    'const controller = new AbortController();\n',
    'cancelButton.addEventListener("click", () => controller.abort());\n',
    'await passportInstance.logout({\n',
    ...Object.entries(ways[name].options).map(([option, value]) => `  ${option}: ${JSON.stringify(value)},\n`),
    '  ',
    h('mark', {}, 'signal: controller.signal,'),
    '\n});',
  );
}

/** Shows how an app hears of a logout that is not its own call's. */
export function showListener(reason) {
  about.textContent = 'An app hears of a logout in another tab, or of one while it was away behind the Back button.';
  code.replaceChildren(
    'passportInstance.addEventListener("loggedOut", ({ detail }) => {\n',
    '  console.log(detail.reason); // ',
    h('mark', {}, `"${reason}"`),
    '\n  showSignedOut();\n});',
  );
}

function literal(options) {
  const settings = Object.entries(options).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return `{ ${settings.join(', ')} }`;
}
