// The control that makes the auth domain misbehave.

import { find, h } from './dom.js';

const select = /** @type {HTMLSelectElement} */ (find('#fault select'));

export async function showFaults() {
  const response = await fetch('/fault');
  const { faults, current } = await response.json();
  select.replaceChildren(...faults.map(({ name, label }) => h('option', { value: name, selected: name === current }, label)));
}

/** Runs an action while the auth domain has a fault. */
export async function withFault(name, action) {
  const before = select.value;
  await setFault(name);
  try {
    await action();
  } finally {
    await setFault(before);
  }
}

async function setFault(name) {
  select.value = name;
  await fetch('/fault', { method: 'POST', body: new URLSearchParams({ name }) });
}

select.addEventListener('change', () => setFault(select.value));
