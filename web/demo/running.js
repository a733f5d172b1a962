// A logout that runs is shown as running, and can be cancelled.

import { find } from './dom.js';
import { duration } from './format.js';

const status = find('#running');
const elapsed = status.querySelector('.elapsed');
const cancel = find('#cancel');
const actions = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('button[data-action]'));

/** @type {AbortController | undefined} */
let current;

/** Whether a logout runs. */
export const isRunning = () => current !== undefined;

/** Runs an action that ends when it is done or when its signal aborts. */
export async function run(action) {
  current = new AbortController();
  const started = performance.now();
  const tick = () => (elapsed.textContent = duration(performance.now() - started));
  const ticking = setInterval(tick, 100);
  const focused = document.activeElement;
  tick();
  show();
  try {
    await action(current.signal);
  } finally {
    clearInterval(ticking);
    if (document.activeElement === cancel && focused instanceof HTMLElement) focused.focus();
    current = undefined;
    show();
  }
}

function show() {
  status.hidden = cancel.hidden = !isRunning();
  showButtons();
}

/**
 * Shows which buttons do something now. They are not disabled for the browser: that
 * would take the focus away.
 */
export function showButtons() {
  const signedIn = document.body.dataset.signedIn === 'true';
  for (const button of actions) {
    const idle = isRunning() || (!signedIn && button.dataset.needs === 'session');
    button.setAttribute('aria-disabled', String(idle));
  }
}

cancel.addEventListener('click', () => current?.abort());
