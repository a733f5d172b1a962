// By the prototypes: elements hide properties of the document that have their name.
const { addEventListener } = EventTarget.prototype;
const { createElement, querySelectorAll } = Document.prototype;
const { setAttribute, append, remove } = Element.prototype;

// Those that pkg/jsbridge gives its iframes, where the reasons stand.
const ATTRIBUTES = {
  sandbox: 'allow-scripts allow-same-origin allow-forms',
  referrerpolicy: 'no-referrer',
  loading: 'eager',
  allow: '',
  title: 'Logging out',
  'aria-hidden': 'true',
  tabindex: '-1',
  width: '0',
  height: '0',
  hidden: '',
};

/** Opens the hidden iframe, and keeps the events that the program will judge when it comes. */
export function openFrame(src) {
  const element = createElement.call(document, 'iframe');
  for (const [name, value] of Object.entries({ ...ATTRIBUTES, src })) setAttribute.call(element, name, value);
  const events = [];
  const over = new AbortController();
  const keep = (target, type) => addEventListener.call(target, type, (event) => events.push(event), { __proto__: null, signal: over.signal });
  keep(window, 'message');
  keep(element, 'load');
  keep(document, 'securitypolicyviolation');
  // The root element is there before the body is, and may be hidden by a form.
  append.call(Reflect.get(Document.prototype, 'documentElement', document), element);
  return {
    element,
    events,
    stop: () => over.abort(),
    close() {
      over.abort();
      remove.call(element);
    },
  };
}

/** Removes every hidden iframe, also that of a program that has ended. */
export function closeFrames() {
  for (const element of querySelectorAll.call(document, `iframe[title="${ATTRIBUTES.title}"]`)) remove.call(element);
}
