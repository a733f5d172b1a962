import { needBrowser } from './errors.js';
import { load } from './load.js';
import { reportToOpener } from './opener.js';
import { safeURL } from './url.js';

/**
 * Tells the page that started the logout that the auth domain has returned. The
 * loader does this alone: the hidden iframe and the popup compile nothing for it. At
 * the top, this page ends a redirect: it brings the user back to the page that started
 * the logout.
 */
export async function logoutSilentCallback(url) {
  needBrowser();
  const target = safeURL('url', url || location.href, location.origin);
  // The message of oidc-client-ts, so that the incumbent understands it too.
  // Both sides look for the auth domain's error in its url.
  const returned = new URLSearchParams(location.search).has('error') ? location : target;
  const message = { source: wire.messageSource, url: returned.href, keepOpen: false };
  if (parent !== window) return parent.postMessage(message, target.origin);
  if (reportToOpener(message, target.origin)) return;
  const otherPage = target.origin === location.origin && location.href.split('#')[0] !== target.href.split('#')[0];
  if (otherPage) return new Promise(() => location.replace(target));
  return (await load()).logoutSilentCallback(url);
}
