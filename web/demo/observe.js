// Watches what a logout does to this page, from the outside: the module reports
// none of it. Each step is told as it happens.

import { place } from './format.js';

/**
 * Calls tell(kind, title, detail) for every step, and revoked() when the revocation is
 * over, until the returned function is called.
 */
export function observe(tell, revoked) {
  const frames = new MutationObserver((changes) => {
    for (const { addedNodes, removedNodes } of changes) {
      for (const frame of framesIn(addedNodes)) tell('info', 'Hidden iframe opened', place(frame.src));
      for (const _ of framesIn(removedNodes)) tell('info', 'Hidden iframe removed', 'nothing is left behind');
    }
  });
  frames.observe(document, { childList: true, subtree: true });

  const requests = new PerformanceObserver((entries) => {
    for (const entry of entries.getEntriesByType('resource')) {
      if (!(entry instanceof PerformanceResourceTiming) || !isRevocation(entry)) continue;
      tellOfRevocation(entry, tell);
      revoked();
    }
  });
  requests.observe({ type: 'resource' });

  const over = new AbortController();
  // Captured, so as to hear of it before the module takes the iframe away.
  document.addEventListener(
    'load',
    ({ target }) => {
      if (target instanceof HTMLIFrameElement) tellOfLoad(target, tell);
    },
    { capture: true, signal: over.signal },
  );
  window.addEventListener(
    'message',
    ({ data, origin }) => {
      if (data?.source === 'oidc-client') tell('ok', 'The callback page reported back', `message from ${new URL(origin).host}`);
    },
    { signal: over.signal },
  );

  return () => {
    frames.disconnect();
    requests.disconnect();
    over.abort();
  };
}

// A document of another origin cannot be read: the iframe is still away.
function tellOfLoad(frame, tell) {
  const href = frame.contentDocument?.URL;
  if (href) tell('ok', 'The callback page has loaded', place(href));
  else tell('info', 'The iframe shows a page of another origin');
}

// One without a URL is somebody else's.
const framesIn = (nodes) => [...nodes].filter((node) => node instanceof HTMLIFrameElement && node.src);

const isRevocation = ({ name }) => new URL(name).pathname.endsWith('/oauth/revoke');

function tellOfRevocation({ name, responseStatus: status }, tell) {
  // WebKit has no such property, and no entry for a request without an answer.
  if (status === undefined) tell('info', 'Revocation answered', `${place(name)}; this browser does not tell the status`);
  else if (status === 0) tell('warn', 'Refresh token not revoked', `${place(name)} gave no answer`);
  else if (status >= 200 && status < 300) tell('ok', 'Refresh token revoked', `${place(name)} answered ${status}`);
  else tell('warn', 'Refresh token not revoked', `${place(name)} answered ${status}`);
}
