import * as loader from '../loader/config.js';
import { location } from './page.js';

/** Checks a configuration as the loader does, on the app's page. */
export function readConfig(object) {
  visit(object);
  return loader.readConfig(object);
}

/** Makes the URL as the loader does, on the app's page. */
export function logoutURL(config, logoutRedirectUri, started) {
  visit(config.settings);
  return loader.logoutURL(config, logoutRedirectUri, started);
}

// The login comes back to redirectUri, so that it is on the origin of the app.
function visit(settings) {
  try {
    location.href = new URL(settings.redirectUri, 'http://localhost').origin;
  } catch {
    location.href = 'http://localhost'; // the check is the loader's
  }
}
