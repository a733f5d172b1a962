import { getStored, removeStored, trySetStored } from './natives.js';

/**
 * Clears the application session and tells the other tabs. Returns what the
 * program is told of it: when that was, the keys that were found, the session,
 * and whether something could not be removed.
 */
export function clear({ settings, sessionKey, tombstoneKey, inTabToo, leftovers }) {
  const started = { __proto__: null, removed: [], events: [] };
  const remove = (area, name) => {
    try {
      let value;
      try {
        value = getStored(area, name);
        if (name === sessionKey) started.session ||= value ?? '';
      } finally {
        removeStored(area, name);
      }
      if (value !== null) started.removed.push(name);
    } catch {
      started.failed = true;
    }
  };
  // First, and by nothing that a page could have broken.
  remove('localStorage', sessionKey);
  if (inTabToo) remove('sessionStorage', sessionKey);
  started.at = performance.now();
  started.tombstone = String(Math.random()); // only its being new tells the other tabs
  trySetStored('localStorage', tombstoneKey, started.tombstone);
  for (const [area, name] of leftovers) remove(area, name);
  for (const name of settings.storageKeys ?? []) {
    remove('localStorage', name);
    remove('sessionStorage', name);
  }
  started.cleared = performance.now();
  return started;
}
