// Clearing the application session without the WebAssembly program, for a
// logout that comes before it or in its absence. The keys and their order are
// those of pkg/passport; a test holds both against each other.

import { getStored, removeStored, setStored } from './natives.js';

const id = (config) => `${config.authenticationDomain}:${config.clientId}`;

/** The key of the stored session. */
export const sessionKey = (config) => `oidc.user:${id(config)}`;

const items = (config) => [
  ...[sessionKey(config), 'pkce_state', 'pkce_verifier', 'imtbl_id_token'].map((key) => ['localStorage', key]),
  ['sessionStorage', 'imtbl_pkce_data'],
  ...(config.storageKeys ?? []).flatMap((key) => [['localStorage', key], ['sessionStorage', key]]),
];

/** Clears the application session and tells the other tabs. Never waits, never throws. */
export function clear(config) {
  const key = sessionKey(config);
  // Only its being new tells the other tabs.
  const tombstone = String(Math.random());
  const tombstoneKey = `passport.logout:${id(config)}`;
  const begun = { started: performance.now(), key, session: '', removed: [], failed: false, tombstone };
  try {
    setStored('localStorage', tombstoneKey, tombstone);
  } catch {
    // A full storage still lets keys go.
  }
  for (const [area, name] of items(config)) {
    try {
      const value = getStored(area, name);
      if (value === null) continue;
      if (name === key) begun.session = value;
      removeStored(area, name);
      begun.removed.push(name);
    } catch {
      begun.failed = true;
    }
  }
  try {
    const channel = new BroadcastChannel('passport.logout');
    channel.postMessage(`${tombstoneKey} ${tombstone}`);
    channel.close();
  } catch {
    // Where there is none, the tombstone tells the other tabs.
  }
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
