const { addEventListener } = EventTarget.prototype;

/**
 * Leaves the page, and reports to whoever takes that over what has become of it
 * so far, and what becomes of it: "hide" when the page is left, "show" when it
 * comes back from the back/forward cache, "error" when it stays. Taking it over
 * throws what the browser threw where that refused.
 */
export function startLeaving({ leave }, config, begun) {
  const events = [];
  let hear = () => {};
  const report = (event) => {
    events.push(event);
    hear(event);
  };
  const over = new AbortController();
  const listen = (target, type, f) => addEventListener.call(target, type, f, { __proto__: null, signal: over.signal });
  listen(window, 'pagehide', () => report('hide'));
  listen(window, 'pageshow', (event) => event.persisted && report('show'));
  if (window.navigation) {
    // A navigation that another one takes the place of is no error: the page is being left.
    let overtaken;
    listen(navigation, 'navigateerror', () => (overtaken = setTimeout(report, 0, 'error')));
    listen(navigation, 'navigate', () => clearTimeout(overtaken));
  }
  leave(config, begun);
  return {
    take(f) {
      if (begun.refusal) throw begun.refusal;
      hear = f;
      events.forEach(f);
    },
    close() {
      hear = () => {};
      over.abort();
    },
  };
}
