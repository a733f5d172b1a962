// Both sessions as they are. What is read here comes from the storage and from
// the auth domain, not from the module: the page shows the module's claims
// beside the truth.

import { passportInstance } from './instance.js';
import { base64url, claimsOf } from './jwt.js';

const { authenticationDomain, clientId } = passportInstance.settings;

/** The key under which @imtbl/passport keeps the application session. */
export const sessionKey = `oidc.user:${authenticationDomain}:${clientId}`;

/** The hosts that hold the sessions. */
export const hosts = { passport: new URL(authenticationDomain).host, application: location.host };

// Which sign-in this app's last one was: its sid, and a hash of its refresh token.
const SIGN_IN = 'demo.sign-in';

export async function storeApplicationSession(entry) {
  localStorage.setItem(sessionKey, JSON.stringify(entry));
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(entry.refresh_token));
  localStorage.setItem(SIGN_IN, String(new URLSearchParams({ sid: entry.profile.sid, token: base64url(hash) })));
}

/** The stored application session without its tokens, or undefined. */
export function readApplicationSession() {
  const stored = localStorage.getItem(sessionKey);
  if (stored === null) return undefined;
  const entry = parse(stored);
  return {
    email: entry.profile?.email,
    subject: entry.profile?.sub,
    issuer: entry.profile?.iss,
    audience: [claimsOf(entry.access_token)?.aud].flat().join(', '),
    scope: entry.scope,
    expiresAt: entry.expires_at && entry.expires_at * 1000,
    tokens: [
      { name: 'ID token', kind: kindOf(entry.id_token) },
      { name: 'Access token', kind: kindOf(entry.access_token) },
      { name: 'Refresh token', kind: kindOf(entry.refresh_token) },
    ].filter((token) => token.kind),
  };
}

// Anybody may have written there.
function parse(stored) {
  try {
    return JSON.parse(stored) ?? {};
  } catch {
    return {};
  }
}

const kindOf = (token) => token && (claimsOf(token) ? 'JWT' : 'opaque');

/**
 * What the auth domain knows: of this browser, by its cookie, and of this app's last
 * sign-in. withheld says that the browser keeps the session's cookie from this page.
 */
export async function readAuthDomain() {
  try {
    const [known, { session, refreshToken }] = await Promise.all([
      ask(`${authenticationDomain}/session`),
      ask(`/truth?${localStorage.getItem(SIGN_IN) ?? ''}`),
    ]);
    if (known.active || !session) return { ...known, refreshToken };
    return { active: true, withheld: true, email: session.email, since: session.since, refreshToken };
  } catch {
    return { active: false, unreachable: true };
  }
}

const ask = async (url) => (await fetch(url, { credentials: 'include', cache: 'no-store' })).json();
