// Ending the Passport session without the WebAssembly program, where that is
// missing, blocked or dead: by a redirect, whatever the mode. The wire formats
// are those of pkg/passport; a test holds both against each other.

import { clearBridge } from './clear.js';
import { domainURL, returnURL } from './config.js';
import { PassportError } from './errors.js';
import { LOOPBACK } from './url.js';

/** The receipt of a logout that has only cleared the application session. */
export const receiptOf = (mode = 'redirect', { removed, failed }) => ({
  mode,
  durationMs: 0,
  engine: 'fallback',
  local: { status: failed ? 'failed' : removed.length ? 'cleared' : 'nothing_to_clear', removed },
  revocation: { status: 'skipped', reason: 'pending' },
  idp: { status: 'skipped', reason: 'pending', ms: 0 },
});

/** Does what is left of a logout after clear(). */
export async function finish(config, cleared, signal) {
  const started = performance.now();
  if (config.crossSdkBridgeEnabled) await clearBridge(config, cleared);
  const receipt = receiptOf(config.logoutMode === 'local' ? 'local' : 'redirect', cleared);
  let error;
  if (receipt.mode === 'local') {
    receipt.revocation.reason = receipt.idp.reason = 'local mode';
  } else {
    receipt.revocation = revoke(config, cleared.session);
    error = await leave(config, signal);
    receipt.idp = error ? { status: 'failed', reason: error.code } : { status: 'unverified', via: 'redirect' };
    receipt.idp.ms = performance.now() - started;
  }
  receipt.durationMs = performance.now() - started;
  if (cleared.failed) error ??= failure('storage_failed', 'the application session could not be proved gone; clear the data of this site');
  if (error) throw Object.assign(error, { receipt });
  return receipt;
}

const failure = (code, message) => new PassportError(message, { code });

export function logoutURL(config) {
  const query = new URLSearchParams({ client_id: config.clientId });
  if (config.logoutRedirectUri) query.set('returnTo', returnURL(config));
  return `${domainURL(config)}/${config.crossSdkBridgeEnabled ? 'im-logged-out' : 'v2/logout'}?${query}`;
}

function revoke(config, session) {
  let token;
  try {
    token = JSON.parse(session).refresh_token;
  } catch {
    // A corrupt entry holds no token.
  }
  if (typeof token !== 'string' || !token) return { status: 'skipped', reason: 'no refresh token is stored' };
  const body = new URLSearchParams({ token, token_type_hint: 'refresh_token', client_id: config.clientId });
  const sending = { method: 'POST', body, keepalive: true, credentials: 'omit', referrerPolicy: 'no-referrer' };
  fetch(`${domainURL(config)}/oauth/revoke`, sending).catch(() => {});
  return { status: 'sent' };
}

/**
 * Leaves for the auth domain. It returns only where the page stays, with an
 * error, or comes back from the back/forward cache.
 */
async function leave(config, signal) {
  const url = new URL(logoutURL(config));
  if (!navigator.onLine && !LOOPBACK.test(url.hostname)) {
    return failure('offline', 'the application session was cleared, but the browser is offline; log out again when the network is back');
  }
  const over = new AbortController();
  const listen = (target, event, f) => target.addEventListener(event, f, { signal: over.signal });
  return new Promise((resolve, reject) => {
    const blocked = () =>
      resolve(failure('navigation_blocked', 'the application session was cleared, but the page could not be left for the auth domain'));
    const timer = setTimeout(blocked, config.silentTimeoutMs ?? 10_000);
    listen(over.signal, 'abort', () => clearTimeout(timer));
    listen(window, 'pagehide', () => clearTimeout(timer));
    if (window.navigation) listen(navigation, 'navigateerror', blocked);
    listen(window, 'pageshow', (event) => event.persisted && resolve());
    if (signal) listen(signal, 'abort', () => reject(signal.reason));
    try {
      (config.redirectTarget === 'self' ? window : window.top).location.replace(url);
    } catch {
      blocked();
    }
  }).finally(() => over.abort());
}
