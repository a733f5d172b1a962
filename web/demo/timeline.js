// What happened during a logout, step by step. It outlives the page in session
// storage while a redirect is under way.

import { find, h, icon } from './dom.js';
import { duration } from './format.js';

const KEY = 'demo.timeline';

const list = find('#timeline ol');
const empty = find('#timeline .empty');
let record;

/** Begins a new timeline, of a logout in this way where it is one. */
export function begin(way) {
  list.replaceChildren();
  record = { way, started: now(), steps: [] };
}

/** Adds a step that has happened just now. */
export function add(kind, title, detail) {
  const step = { kind, title, detail, ms: now() - record.started };
  record.steps.push(step);
  show(step);
}

/** Keeps the timeline, with the receipt so far, for the page that comes after this one. */
export function keep(receipt) {
  sessionStorage.setItem(KEY, JSON.stringify({ ...record, receipt }));
}

/** Takes up the timeline of the page before this one, and returns its way and its receipt where there is one. */
export function resume() {
  record = JSON.parse(sessionStorage.getItem(KEY));
  sessionStorage.removeItem(KEY);
  record?.steps.forEach(show);
  return record;
}

function show({ kind, title, detail, ms }) {
  empty.hidden = true;
  list.append(
    h(
      'li',
      { 'data-kind': kind },
      icon(kind),
      h('div', {}, h('strong', {}, title), detail && h('span', { class: 'detail' }, detail)),
      h('time', {}, ms < 1 ? duration(ms) : `+${duration(ms)}`),
    ),
  );
}

// Comparable across pages, unlike performance.now().
const now = () => performance.timeOrigin + performance.now();
