// What the page that comes next has to do: in this tab, or in a window that this
// one opens, which begins with a copy of its session storage.

const KEY = 'demo.errand';

export const leaveErrand = (name) => sessionStorage.setItem(KEY, name);

/** Returns what the page before this one has left to do, once. */
export function takeErrand() {
  const name = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  return name;
}
