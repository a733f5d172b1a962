import { token } from '../loader/session.js';
import { read } from '../loader/settings.js';
import { logoutURL, readConfig } from './config.js';
import { session } from './simulation.js';

const names = ['id_token', 'access_token', 'refresh_token'];

/** Stands in the place of the program's function: the auth domain is on the app's site, and there is nothing to warn of. */
export async function passportPlan(configuration, given) {
  const config = readConfig(configuration);
  const options = read('options', given ?? {}, wire.options);
  const asked = options.mode ?? config.settings.logoutMode ?? 'redirect';
  const mode = asked === 'auto' ? 'silent' : asked;
  const text = JSON.stringify(session ?? {});
  return {
    mode,
    reason: asked === 'auto' ? 'same_site' : 'configured',
    ...(mode !== 'local' && { url: logoutURL(config, options.logoutRedirectUri ?? config.settings.logoutRedirectUri, {}) }),
    keys: session ? [config.sessionKey] : [],
    tokens: names.filter((name) => token(text, name)),
    warnings: [],
  };
}
