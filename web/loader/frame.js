import { keep } from './events.js';
import { allFrames, dispatch, insert, listen, read, removeElement } from './natives.js';

/**
 * Opens the hidden iframe and keeps what happens to it. Two events are this
 * module's own: report, and commit, when a document has replaced the first one,
 * which may be the callback page long before that has loaded.
 */
export function openFrame(call) {
  const { started, url, over } = call;
  try {
    keep(call, window, 'message', 'securitypolicyviolation');
    // A src that is set before insertion makes no entry in the history.
    const frame = (started.frame = insert('iframe', [...wire.frameAttributes, ['src', url]]));
    keep(call, frame, 'load', 'commit', 'report');
    // The first document is this page's, and told when it goes: right before the
    // next one is there.
    listen(viewOf(frame), 'pagehide', () => setTimeout(() => dispatch(frame, new Event('commit'))), over.signal);
    keepReports(call);
  } catch {
    // The program tries by itself, and tells why that fails.
  }
}

// Some policies are told of by reports only, each of which becomes an event.
function keepReports({ started: { frame }, over }) {
  const observer = new ReportingObserver(
    (reports) => {
      for (const detail of reports) dispatch(frame, new CustomEvent('report', { detail }));
    },
    { types: ['csp-violation', 'coep'] },
  );
  observer.observe();
  listen(over.signal, 'abort', () => observer.disconnect());
}

/** The window in an iframe. */
export const viewOf = (frame) => read(HTMLIFrameElement, 'contentWindow', frame);

/**
 * Removes the iframe of a logout, in a task of its own: it takes a browser
 * milliseconds. One that a program had opened which has ended is known by its URL.
 */
export function closeFrame({ started, url }, ended) {
  const opened = ended ? allFrames().filter((frame) => frame.getAttribute('src') === url) : [];
  setTimeout(() => {
    for (const frame of [started.frame, ...opened]) if (frame) removeElement(frame);
  });
}
