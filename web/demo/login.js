// Signing in: the authorization code flow with PKCE (RFC 7636). It ends with the
// entry that @imtbl/passport, on oidc-client-ts 3, keeps in local storage.

import { passportInstance } from './instance.js';
import { base64url, claimsOf } from './jwt.js';
import { storeApplicationSession } from './session.js';

const KEY = 'demo.login'; // in session storage, while the user is away

const { authenticationDomain, clientId, redirectUri, scope, audience } = passportInstance.settings;
const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));

/** Leaves for the auth domain. */
export const startLogin = async () => location.assign(await loginURL());

/** Where a login begins that this page, or an iframe in it, is about to go to. */
export async function loginURL() {
  const pending = { state: random(), nonce: random(), verifier: random() };
  sessionStorage.setItem(KEY, JSON.stringify(pending));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(pending.verifier));
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope,
    audience,
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: base64url(digest),
    code_challenge_method: 'S256',
  });
  return `${authenticationDomain}/authorize?${query}`;
}

/** Completes the login on the redirect page, and stores the application session. */
export async function finishLogin(query) {
  const pending = JSON.parse(sessionStorage.getItem(KEY));
  sessionStorage.removeItem(KEY);
  if (!pending) throw new Error('No login was started in this tab.');
  if (query.get('state') !== pending.state) throw new Error('This answer belongs to another login (state).');
  if (query.has('error')) throw new Error(query.get('error_description') ?? query.get('error'));
  const tokens = await redeem(query.get('code'), pending.verifier);
  const profile = claimsOf(tokens.id_token);
  if (profile?.nonce !== pending.nonce) throw new Error('This ID token belongs to another login (nonce).');
  await storeApplicationSession({
    id_token: tokens.id_token,
    access_token: tokens.access_token,
    refresh_token: tokens.refresh_token,
    profile,
    expires_at: Math.floor(Date.now() / 1000) + tokens.expires_in,
    token_type: tokens.token_type,
    scope: tokens.scope,
    session_state: null,
  });
}

async function redeem(code, verifier) {
  const response = await fetch(`${authenticationDomain}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      redirect_uri: redirectUri,
      code,
      code_verifier: verifier,
    }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error_description ?? answer.error);
  return answer;
}
