// By the prototypes: elements hide properties of the document that have their name.
const { removeEventListener } = EventTarget.prototype;
const { querySelectorAll } = Document.prototype;
const { setAttribute, remove } = Element.prototype;

// What pkg/jsbridge gives its iframes beside what the loader does.
const ATTRIBUTES = {
  __proto__: null,
  allow: '',
  loading: 'eager',
  title: 'Logging out',
  'aria-hidden': 'true',
  tabindex: '-1',
  width: '0',
  height: '0',
};

/** Takes over the hidden iframe that the loader has opened, with the events that it has kept. */
export function takeFrame({ element, events, keep }) {
  for (const name in ATTRIBUTES) setAttribute.call(element, name, ATTRIBUTES[name]);
  return {
    element,
    events,
    close() {
      for (const type of ['message', 'securitypolicyviolation']) removeEventListener.call(window, type, keep);
      remove.call(element);
    },
  };
}

/** Removes every hidden iframe, also that of a program that has ended. */
export function closeFrames() {
  for (const element of querySelectorAll.call(document, `iframe[title="${ATTRIBUTES.title}"]`)) remove.call(element);
}
