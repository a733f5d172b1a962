import { sameSite } from './site.js';

const { addEventListener } = EventTarget.prototype;

/**
 * Waits until the early frame shows, by its URL or the callback page's message,
 * that the auth domain has returned, and returns the receipt's idp. Nothing else
 * that happens to the frame is judged here, but by the program.
 */
export function returned({ logoutRedirectUri }, { started, url, frame }, over) {
  const callback = new URL(logoutRedirectUri ?? location.href);
  return new Promise((resolve) => {
    if (!frame) return;
    const { element, events } = frame;
    // While the iframe loads, since the browser takes its time.
    const status = sameSite(url) ? { status: 'ended' } : { status: 'unverified', reason: 'cross_site' };
    const judge = (event) => {
      const via = hasCalled(callback, element, event) ? 'message' : isThere(callback, element) && 'location';
      if (via) resolve({ ...status, via, ms: performance.now() - started });
    };
    const until = { __proto__: null, signal: over };
    addEventListener.call(window, 'message', judge, until);
    addEventListener.call(element, 'commit', judge, until);
    events.forEach(judge);
  });
}

function hasCalled({ origin }, { contentWindow }, event) {
  if (!event.isTrusted || event.source !== contentWindow || event.origin !== origin) return false;
  const { data } = event;
  return data?.source === 'oidc-client' && typeof data.url === 'string' && data.url && !hasError(data.url);
}

// A page may read the URL of its own origin only.
function isThere(callback, { contentWindow }) {
  try {
    const { href } = contentWindow.location;
    return withoutQuery(href) === withoutQuery(callback.href) && !hasError(href);
  } catch {
    return false;
  }
}

const withoutQuery = (href) => href.split(/[?#]/)[0];

// Both sides look for the auth domain's error in the URL.
const hasError = (href) => /[?&]error=/.test(href.split('#')[0]);
