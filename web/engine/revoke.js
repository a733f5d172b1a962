// The wire format is that of pkg/passport; a test holds both against each other.

/** Asks the auth domain to revoke the refresh token (RFC 7009), once, and keeps what the receipt says of it. */
export function revoke(config, begun) {
  begun.revocation ??= ask(config, begun);
}

function ask({ clientId, crossSdkBridgeEnabled }, { session, url }) {
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
  const send = async () => fetch(new URL(crossSdkBridgeEnabled ? 'oauth/revoke' : '../oauth/revoke', url), request);
  send().catch(() => {});
  return { status: 'sent' };
}
