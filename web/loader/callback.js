import { invalid, unsupported, PassportError } from './errors.js';
import { inBrowser } from './natives.js';
import { safeURL } from './url.js';

/**
 * Tells the page that started the logout that the auth domain has returned.
 * The loader does this alone: the hidden iframe loads no WebAssembly for it.
 */
export async function logoutSilentCallback(url = inBrowser ? location.href : '') {
  if (!inBrowser) throw unsupported();
  if (typeof url !== 'string') throw invalid('the url given to logoutSilentCallback must be of type string');
  const target = safeURL('the url given to logoutSilentCallback', url);
  if (window.parent !== window) {
    // The message of oidc-client-ts, so that the incumbent understands it too.
    // Both sides look for the auth domain's error in its url.
    const report = new URLSearchParams(location.search).has('error') ? location.href : url;
    window.parent.postMessage({ source: 'oidc-client', url: report, keepOpen: false }, target.origin);
    return;
  }
  await goBack(target);
}

// At the top, this page ends a redirect: it brings the user back to the page
// that started the logout.
function goBack(target) {
  const page = (u) => u.origin + u.pathname + u.search;
  if (target.origin !== location.origin || page(target) === page(location)) {
    throw new PassportError(
      'the callback page was opened outside the hidden iframe, and the url given to logoutSilentCallback ' +
        'is not another page of this origin to return to; give it the URL of the page that starts the logout',
      { code: 'not_framed' },
    );
  }
  location.replace(target.href);
  return new Promise(() => {});
}
