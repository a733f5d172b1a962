// The steps of a logout that nothing waits for. The wire formats are those of
// pkg/passport; a test holds both against each other.

/** Asks the auth domain to revoke the refresh token (RFC 7009). */
export function revoke({ clientId }, { domain, session }) {
  let token;
  try {
    token = JSON.parse(session).refresh_token;
  } catch {
    // A corrupt entry holds no token.
  }
  if (typeof token !== 'string' || !token) return { status: 'skipped', reason: 'no refresh token is stored' };
  const body = new URLSearchParams({ token, token_type_hint: 'refresh_token', client_id: clientId });
  const request = { __proto__: null, method: 'POST', body, keepalive: true, credentials: 'omit', referrerPolicy: 'no-referrer' };
  // Async, so that a fetch that is missing rejects as well.
  const send = async () => fetch(`${domain}/oauth/revoke`, request);
  send().catch(() => {});
  return { status: 'sent' };
}

/** Sends the window to the auth domain, and returns whether that began. */
export function leave({ redirectTarget }, { url }) {
  try {
    (redirectTarget === 'self' ? window : window.top).location.replace(url);
    return true;
  } catch {
    return false;
  }
}
