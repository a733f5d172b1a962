// By the prototypes: elements hide properties of the document that have their name.
const { addEventListener, dispatchEvent, removeEventListener } = EventTarget.prototype;
const { querySelectorAll } = Document.prototype;
const { setAttribute, remove } = Element.prototype;

// How long a callback page that neither calls nor loads is kept.
const LOAD_MS = 10_000;

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

/**
 * Takes over the hidden iframe that the loader has opened, with the events that
 * it has kept. One more is its own: commit, when a document has replaced the
 * first one, which may be the callback page long before that has loaded.
 */
export function takeFrame({ element, events, keep }) {
  for (const name in ATTRIBUTES) setAttribute.call(element, name, ATTRIBUTES[name]);
  events.push(commit()); // where that has happened before
  onCommit(element, () => dispatchEvent.call(element, commit()));
  const frame = { element, events };
  return {
    ...frame,
    close() {
      for (const type of ['message', 'securitypolicyviolation']) removeEventListener.call(window, type, keep);
      afterCallback(frame, () => remove.call(element));
    },
  };
}

const commit = () => new Event('commit');

// The first document, which is this page's, is told when it goes: right before
// the next one is there. A browser that does not do so still tells of the load.
function onCommit({ contentWindow }, f) {
  try {
    addEventListener.call(contentWindow, 'pagehide', () => setTimeout(f));
  } catch {
    // It is another origin's already.
  }
}

// The callback page is the application's: it is let call, or load.
function afterCallback({ element, events }, f) {
  const { contentDocument: page, contentWindow: view } = element;
  const hasCalled = ({ source }) => source === view;
  if (!page || Reflect.get(Document.prototype, 'readyState', page) === 'complete' || events.some(hasCalled)) return f();
  const over = new AbortController();
  const end = () => {
    clearTimeout(timer);
    over.abort();
    setTimeout(f);
  };
  const timer = setTimeout(end, LOAD_MS);
  const until = { __proto__: null, signal: over.signal };
  addEventListener.call(element, 'load', end, until);
  addEventListener.call(window, 'message', (event) => hasCalled(event) && end(), until);
}

/** Removes every hidden iframe, also that of a program that has ended. */
export function closeFrames() {
  for (const element of querySelectorAll.call(document, `iframe[title="${ATTRIBUTES.title}"]`)) remove.call(element);
}
