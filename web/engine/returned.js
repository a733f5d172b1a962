import { sameSite } from './site.js';

/**
 * Waits until the callback page in the early frame says that the auth domain
 * has returned, and returns the receipt's idp. Nothing else that happens to the
 * frame is judged here, but by the program.
 */
export function returned(config, { started, url, frame }, over) {
  const origin = new URL(config.logoutRedirectUri ?? location.href).origin;
  return new Promise((resolve) => {
    if (!frame) return;
    // While the iframe loads, since the browser takes its time.
    const status = sameSite(url) ? { status: 'ended' } : { status: 'unverified', reason: 'cross_site' };
    const judge = (event) => {
      if (!event.isTrusted || event.source !== frame.element.contentWindow || event.origin !== origin) return;
      if (isSuccess(event.data)) resolve({ ...status, via: 'message', ms: performance.now() - started });
    };
    window.addEventListener('message', judge, { __proto__: null, signal: over });
    frame.events.forEach(judge);
  });
}

// Both sides look for the auth domain's error in the url of the message.
function isSuccess(data) {
  if (data?.source !== 'oidc-client' || typeof data.url !== 'string' || !data.url) return false;
  return !/[?&]error=/.test(data.url.split('#')[0]);
}
