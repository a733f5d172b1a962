// An OpenID provider in the place of Passport (OpenID Connect RP-Initiated Logout 1.0).

import { claims } from './claims.js';
import { invalid } from './errors.js';
import { random, request } from './natives.js';
import { member, token } from './session.js';
import { read } from './settings.js';
import { safeURL, withoutSlash } from './url.js';

const endpoints = ['endSessionEndpoint', 'revocationEndpoint'];

/** Checks the settings of a provider, for which what is Passport's alone has no part. */
export function readProvider(settings) {
  const provider = (settings.provider = read('config.provider', settings.provider, wire.provider));
  settings.crossSdkBridgeEnabled = false;
  const { kind, issuer, endSessionEndpoint, parameters } = provider;
  if (!kind || !(issuer || endSessionEndpoint)) throw invalid('provider needs kind, and issuer or endSessionEndpoint');
  if (parameters) provider.parameters = read('config.provider.parameters', parameters, 'a string');
  for (const name of ['issuer', ...endpoints]) if (provider[name]) safeURL(`provider.${name}`, provider[name]);
  if (/[?#]/.test(issuer)) throw invalid('provider.issuer must have no query or fragment', 'unsafe_url');
  return provider;
}

/** The URL that ends the provider's session, undefined until its endpoint is known. */
export function endSessionURL({ clientId, provider }, uri, started) {
  const { endSessionEndpoint, logoutHint, uiLocales, parameters } = provider;
  if (!endSessionEndpoint) return undefined;
  const url = new URL(endSessionEndpoint);
  url.hash = '';
  const query = new URLSearchParams();
  const add = (name, value) => {
    if (!/^(undefined|null|)$/.test(value) && !query.has(name) && !url.searchParams.has(name)) query.set(name, value);
  };
  add('id_token_hint', hint(token(started.session, 'id_token'), clientId, provider.issuer));
  add('client_id', clientId);
  if (uri) {
    add('post_logout_redirect_uri', uri);
    add('state', (started.state ??= random()));
  }
  add('logout_hint', logoutHint);
  add('ui_locales', uiLocales);
  for (const name in parameters) add(name, parameters[name]);
  return url.href + (url.search ? '&' : '?') + query;
}

// Providers refuse the ID token of another issuer or client, and the logout with it.
function hint(idToken, clientId, issuer) {
  const { iss, aud } = claims(idToken) ?? {};
  return (!issuer || iss === issuer) && [aud].flat().includes(clientId) ? idToken : undefined;
}

const documents = { __proto__: null };

/**
 * Looks up the endpoints that are not configured (OpenID Connect Discovery 1.0, section
 * 4), once for all instances. It judges nothing that is wrong: the program does.
 */
export async function discover(provider) {
  const issuer = provider?.issuer;
  if (!issuer || endpoints.every((name) => provider[name])) return;
  try {
    const metadata = await (documents[issuer] ??= get(`${withoutSlash(issuer)}/.well-known/openid-configuration`));
    if (member(metadata, 'issuer') !== issuer) return;
    // endSessionEndpoint is end_session_endpoint there.
    for (const name of endpoints)
      provider[name] ??= safeURL('', member(metadata, name.replace(/[A-Z]/g, '_$&').toLowerCase())).href;
  } catch {
    delete documents[issuer];
  }
}

const get = async (url) => (await request(url, { __proto__: null, credentials: 'omit', referrerPolicy: 'no-referrer' })).text();
