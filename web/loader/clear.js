// Clearing the application session, which waits for no WebAssembly program. The
// keys and their order are those of pkg/passport; a test holds both against each
// other.

import { open } from './engine.js';
import { getStored, removeStored, setStored } from './natives.js';

const id = (config) => `${config.authenticationDomain}:${config.clientId}`;

/** The key of the stored session. */
export const sessionKey = (config) => `oidc.user:${id(config)}`;

/** Clears the application session and tells the other tabs. Never waits. */
export function clear(config) {
  const key = sessionKey(config);
  const begun = { key, removed: [] };
  const remove = (area, name) => {
    try {
      let value;
      try {
        value = getStored(area, name);
        if (name === key) begun.session = value;
      } finally {
        removeStored(area, name);
      }
      if (value !== null) begun.removed.push(name);
    } catch {
      begun.failed = true;
    }
  };
  // First, and by nothing that a page could have broken.
  remove('localStorage', key);
  begun.started = performance.now();
  // Only its being new tells the other tabs.
  begun.tombstone = String(Math.random());
  const tombstoneKey = `passport.logout:${id(config)}`;
  try {
    setStored('localStorage', tombstoneKey, begun.tombstone);
  } catch {
    // A full storage still lets keys go.
  }
  remove('localStorage', 'pkce_state');
  remove('localStorage', 'pkce_verifier');
  remove('localStorage', 'imtbl_id_token');
  remove('sessionStorage', 'imtbl_pkce_data');
  for (const name of config.storageKeys ?? []) {
    remove('localStorage', name);
    remove('sessionStorage', name);
  }
  // The program does this by itself, on the channel that it has.
  if (!open) (async () => {
    await config; // which is no thenable: the way to the auth domain begins first, as a channel takes its time
    try {
      const channel = new BroadcastChannel('passport.logout');
      channel.postMessage(`${tombstoneKey} ${begun.tombstone}`);
      channel.close();
    } catch {
      // Where there is none, the tombstone tells the other tabs.
    }
  })();
  return begun;
}

/** The receipt of a logout that has only cleared the application session. */
export const receiptOf = (mode, { removed, failed }) => ({
  mode,
  durationMs: 0,
  engine: 'fallback',
  local: { status: failed ? 'failed' : removed.length ? 'cleared' : 'nothing_to_clear', removed },
  revocation: { status: 'skipped', reason: 'pending' },
  idp: { status: 'skipped', reason: 'pending', ms: 0 },
});
