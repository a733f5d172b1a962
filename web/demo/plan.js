// What each way of logging out would do, which the module tells without doing it.

import { find, h, icon } from './dom.js';
import { place } from './format.js';
import { passportInstance } from './instance.js';
import { ways } from './ways.js';

const details = /** @type {HTMLDetailsElement} */ (find('#plan'));
const body = find('#plan .content');

const REASONS = {
  configured: 'as it was told',
  same_site: 'the auth domain is on the app’s site',
  cross_site: 'the auth domain is on another site',
};

/** Asks again where the plans are shown. */
export async function showPlans() {
  if (!details.open) return;
  const sections = Object.entries(ways).map(async ([name, { options }]) =>
    section(find(`#${name}`).textContent, await planOf(options)),
  );
  body.replaceChildren(...(await Promise.all(sections)));
}

/** @returns {Promise<any>} */
async function planOf(options) {
  try {
    return await passportInstance.planLogout(options);
  } catch (error) {
    return { error };
  }
}

function section(title, { error, mode, reason, url, keys, tokens, warnings }) {
  if (error) return h('section', {}, h('h3', {}, title), warning(error.message));
  return h(
    'section',
    {},
    h('h3', {}, title),
    h(
      'dl',
      {},
      row('Mode', `${mode}, ${REASONS[reason]}`),
      row('Visits', place(url)),
      row('Removes', keys.length ? keys.map((key) => h('code', {}, key)) : 'nothing: nobody is signed in'),
      row('Tokens', tokens.length ? tokens.join(', ') : 'none'),
    ),
    warnings.map(({ message }) => warning(message)),
  );
}

const row = (name, ...content) => h('div', {}, h('dt', {}, name), h('dd', {}, ...content));

const warning = (text) => h('p', { class: 'verdict', 'data-kind': 'warn' }, icon('warn'), text);

details.addEventListener('toggle', showPlans);
