// The control that makes the auth domain misbehave. Only some servers of this
// demo offer it.

import { find, h } from './dom.js';

const control = find('#fault');
const select = control.querySelector('select');

export async function offerFaults() {
  const response = await fetch('/fault');
  if (response.status !== 200) return;
  const { faults, current } = await response.json();
  select.replaceChildren(...faults.map(({ name, label }) => h('option', { value: name, selected: name === current }, label)));
  control.hidden = false;
}

select.addEventListener('change', () => fetch('/fault', { method: 'POST', body: new URLSearchParams({ name: select.value }) }));
