import { invalid } from './errors.js';
import { inBrowser } from './natives.js';
import { endSessionURL, readProvider } from './oidc.js';
import { read } from './settings.js';
import { safeURL, withoutSlash } from './url.js';

/**
 * Checks a configuration. Of what it returns, settings is a copy that has nothing
 * but checked values, inTabToo tells whether the session may be in session storage,
 * domain is the auth domain's URL, and url ends the Passport session there. The
 * provider stands in keys as it was configured.
 */
export function readConfig(object) {
  const settings = read('config', object, wire.config);
  // The incumbent's own messages.
  if (!settings.clientId || !settings.redirectUri) throw invalid('clientId, redirectUri cannot be null');
  if (settings.overrides) {
    settings.overrides = read('config.overrides', settings.overrides, { authenticationDomain: 'a string' });
    if (!settings.overrides.authenticationDomain) throw invalid('overrides - authenticationDomain cannot be null');
  }
  const authenticationDomain = settings.overrides?.authenticationDomain ?? wire.authenticationDomain;
  const provider = settings.provider && readProvider(settings);
  const id = `${provider ? (provider.issuer ?? provider.endSessionEndpoint) : authenticationDomain}:${settings.clientId}`;
  const domain = inBrowser && !provider && domainURL(authenticationDomain);
  const url = inBrowser && logoutURL({ settings, domain }, settings.logoutRedirectUri, {});
  return {
    settings,
    sessionKey: provider?.storageKey ?? wire.sessionKey + id,
    tombstoneKey: wire.tombstoneKey + id,
    inTabToo: Boolean(provider),
    leftovers: provider ? [] : wire.leftovers,
    domain,
    url,
  };
}

/** The auth domain without a slash at its end; a bare host stands for an https one. */
function domainURL(domain) {
  const { href } = safeURL('authenticationDomain', domain.includes('://') ? domain : `https://${domain}`);
  if (/[?#]/.test(href)) throw invalid('authenticationDomain must have no query or fragment', 'unsafe_url');
  return withoutSlash(href);
}

/**
 * The URL that ends the session at the provider, undefined where its endpoint is not
 * known yet. Throws where the URL to return to is not safe.
 */
export function logoutURL({ settings, domain }, logoutRedirectUri, started) {
  const back = logoutRedirectUri && returnTo(logoutRedirectUri, settings.allowedRedirectOrigins);
  if (settings.provider) return endSessionURL(settings, back, started);
  const query = new URLSearchParams({ client_id: settings.clientId });
  if (back) query.set('returnTo', back);
  return `${domain}${settings.crossSdkBridgeEnabled ? wire.bridgeLogoutPath : wire.logoutPath}?${query}`;
}

// As it was written, since auth domains compare it letter by letter, unless other
// parsers may read that as another URL.
function returnTo(raw, allowed = []) {
  const { origin } = location;
  const url = safeURL('logoutRedirectUri', raw, origin);
  if (url.origin !== origin && !allowed.some((o) => withoutSlash(o) === url.origin)) {
    throw invalid(`logoutRedirectUri: ${url.origin} is not in allowedRedirectOrigins`, 'unsafe_url');
  }
  return /^https?:\/\/[^@/?#\s\\\p{Cc}]+([/?#][^\s\\\p{Cc}]*)?$/iu.test(raw) ? raw : url.href;
}
