import { leaveOut } from './engine.js';
import { PassportError, unsupported } from './errors.js';
import { inBrowser } from './natives.js';
import { safeURL } from './url.js';

const NAME = 'the url of logoutSilentCallback';

/**
 * Tells the page that started the logout that the auth domain has returned.
 * The loader does this alone: the hidden iframe loads nothing more for it.
 */
export async function logoutSilentCallback(url) {
  if (!inBrowser) throw unsupported();
  leaveOut();
  const target = safeURL(NAME, url ?? location.href);
  if (parent === window) return goBack(target);
  // The message of oidc-client-ts, so that the incumbent understands it too.
  // Both sides look for the auth domain's error in its url.
  const message = { source: 'oidc-client', url: (/[?&]error=/.test(location.search) ? location : target).href, keepOpen: false };
  parent.postMessage(message, target.origin);
}

// At the top, this page ends a redirect: it brings the user back to the page
// that started the logout.
function goBack(target) {
  const page = (url) => url.href.split('#')[0];
  if (target.origin !== location.origin || page(target) === page(location)) {
    throw new PassportError(
      `not in a frame, and ${NAME} is no other page of this origin`,
      { code: 'not_framed' },
    );
  }
  location.replace(target.href);
  return new Promise(() => {});
}
