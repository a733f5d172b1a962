// Clearing the application session without the WebAssembly program, for a
// logout that comes before it or in its absence. The keys and their order are
// those of pkg/passport; a test holds both against each other.

import { getStored, randomID, removeStored, setStored } from './natives.js';

const items = (config) => {
  const own = [sessionKey(config), 'pkce_state', 'pkce_verifier', 'imtbl_id_token'].map((key) => ['localStorage', key]);
  const more = (config.storageKeys ?? []).flatMap((key) => [['localStorage', key], ['sessionStorage', key]]);
  return [...own, ['sessionStorage', 'imtbl_pkce_data'], ...more];
};

const id = (config) => `${config.authenticationDomain}:${config.clientId}`;
const sessionKey = (config) => `oidc.user:${id(config)}`;

/** Clears the application session and tells the other tabs. Never waits, never throws. */
export function clear(config) {
  const cleared = { removed: [], session: '', tombstone: randomID(), failed: false };
  const tombstoneKey = `passport.logout:${id(config)}`;
  const attempt = (f) => {
    try {
      return f();
    } catch {
      cleared.failed = true;
    }
  };
  cleared.session = attempt(() => getStored('localStorage', sessionKey(config))) ?? '';
  try {
    setStored('localStorage', tombstoneKey, cleared.tombstone);
  } catch {
    // A full storage still lets keys go.
  }
  for (const [area, key] of items(config)) {
    attempt(() => {
      if (getStored(area, key) === null) return;
      if (removeStored(area, key)) cleared.removed.push(key);
      else cleared.failed = true;
    });
  }
  attempt(() => {
    if (!window.BroadcastChannel) return;
    const channel = new BroadcastChannel('passport.logout');
    channel.postMessage(`${tombstoneKey} ${cleared.tombstone}`);
    channel.close();
  });
  return cleared;
}

/** Clears the entry that game SDKs share through IndexedDB, within a second. */
export function clearBridge(config, cleared) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 1_000);
    const opening = indexedDB.open('ImmutableSDKPassport');
    const over = (event) => {
      event?.preventDefault();
      opening.result.close();
      clearTimeout(timer);
      resolve();
    };
    opening.onupgradeneeded = () => opening.transaction.abort(); // it is not there: create nothing
    opening.onerror = (event) => {
      event.preventDefault();
      resolve();
    };
    opening.onsuccess = () => {
      if (!opening.result.objectStoreNames.contains('keyvaluepairs')) return over();
      const transaction = opening.result.transaction('keyvaluepairs', 'readwrite');
      const store = transaction.objectStore('keyvaluepairs');
      const reading = store.get(sessionKey(config));
      reading.onsuccess = () => {
        if (reading.result === undefined) return;
        cleared.session ||= reading.result;
        cleared.removed.push(sessionKey(config));
        store.delete(sessionKey(config));
      };
      transaction.oncomplete = transaction.onabort = over;
    };
  });
}
