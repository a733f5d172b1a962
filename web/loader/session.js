// Reading the stored session, which needs no program.

import { claims } from './claims.js';
import { PassportError } from './errors.js';
import { programModule } from './load.js';
import { getStored } from './natives.js';

/** What tells that this site cannot use the browser's storage. */
export const storageFailed = (details) =>
  new PassportError(
    'the stored session could not be read or removed; allow this site to store data, or clear its data in the browser',
    {
      code: 'storage_failed',
      ...details,
    },
  );

/** The text of the stored session. */
export async function stored({ settings, sessionKey, inTabToo }) {
  const shared = settings.crossSdkBridgeEnabled && (await programModule());
  try {
    return shared ? await shared.getShared(sessionKey) : storedHere(sessionKey, inTabToo);
  } catch (cause) {
    throw storageFailed({ cause });
  }
}

/** The entry of a key in local storage, else in session storage if it may be there, else null. */
export const storedHere = (key, inTabToo) =>
  getStored('localStorage', key) ?? (inTabToo ? getStored('sessionStorage', key) : null);

/** Reads an own member of a JSON object, undefined where the text holds none. */
export function member(text, name) {
  try {
    const object = JSON.parse(text);
    if (Object.hasOwn(object, name)) return object[name];
  } catch {
    // A corrupt entry has no members.
  }
}

/** A stored token. */
export function token(text, name) {
  const value = member(text, name);
  return typeof value === 'string' && value ? value : undefined;
}

/** The stored profile, else the claims of the ID token, which nobody has verified. */
export function userInfo(text) {
  const profile = member(text, 'profile');
  if (Object(profile) === profile) return profile;
  const idToken = token(text, 'id_token');
  return idToken && claims(idToken);
}
