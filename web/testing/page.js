// What the loader takes from the page, but for its modules. The build puts these in
// the place of the globals, so that it is the same with a DOM, with half of one, and
// without.

export const document = {};
export const navigator = { onLine: true };
export const performance = { now: () => globalThis.performance.now(), measure() {} };
export const location = new URL('http://localhost/');
