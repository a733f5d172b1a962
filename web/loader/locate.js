import { logoutURL } from './config.js';
import { within } from './events.js';
import { hasAborted, trySetStored } from './natives.js';
import { discover } from './oidc.js';

/** Finds out where a logout leads, where that is not known: an OpenID provider may have to be asked. */
export async function locate(call) {
  const { config, options, started, limit, signal } = call;
  const { provider, logoutRedirectUri } = config.settings;
  if (!call.url) {
    const ms = started.at + limit - performance.now();
    const late = (reject) => reject();
    await within(call, ms, late, (resolve) => discover(provider).then(resolve)).catch((reason) => {
      if (hasAborted(signal)) throw reason;
    });
    call.url = logoutURL(config, options.logoutRedirectUri ?? logoutRedirectUri, started);
  }
  return call.url;
}

/** Leaves for the landing page what it is to expect, and what the app wants to find there. */
export function remember({ started: { state = '' }, options }) {
  const appState = JSON.stringify(options.appState) ?? '';
  if (state || appState) trySetStored('sessionStorage', wire.stateKey, `${state} ${appState}`);
}
