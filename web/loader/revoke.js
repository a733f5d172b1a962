import { request } from './natives.js';
import { token } from './session.js';

/**
 * Asks the auth domain, once, to revoke the refresh token (RFC 7009, section 2.1).
 * Nothing waits for the answer, and the request outlives the page.
 */
export function revoke({ config: { settings, domain }, started }) {
  const refreshToken = token(started.session, 'refresh_token');
  const { provider, clientId } = settings;
  const url = provider ? provider.revocationEndpoint : domain + wire.revocationPath;
  if (!refreshToken || !url || started.revocation) return;
  const body = new URLSearchParams({ token: refreshToken, token_type_hint: 'refresh_token', client_id: clientId });
  started.revocation = request(url, {
    __proto__: null,
    method: 'POST',
    body,
    keepalive: true,
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
  });
  started.revocation.catch(() => (started.unanswered = true)); // which the program judges
}
