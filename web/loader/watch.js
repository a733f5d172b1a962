import { listeners, load, loadWhenIdle, program } from './load.js';
import { listen } from './natives.js';
import { discover } from './oidc.js';
import { storedHere } from './session.js';
import { broadcast, channel } from './tabs.js';

/**
 * Hears of logouts elsewhere, and has the program judge them: it takes over when
 * it runs, with what this page had seen before, and is loaded where something has
 * changed.
 */
export function watch({ settings, sessionKey, tombstoneKey, inTabToo }, emit) {
  const over = new AbortController();
  let seen = look();
  let own;
  let stop; // ends the program's watching

  function look() {
    return {
      __proto__: null,
      tombstone: stored(tombstoneKey) ?? '',
      session: stored(sessionKey, inTabToo) !== null,
      restored: false,
    };
  }

  function handOver() {
    // Where the program ends, it watches nothing.
    stop = program?.passportWatch(settings, tell, seen).catch(() => () => {});
    if (!program) seen = look();
  }

  // An instance has told of its own logout already.
  function tell(detail, type) {
    if (detail?.reason !== 'other-tab' || stored(tombstoneKey) !== own) return emit(detail, type);
  }

  function changed() {
    const { tombstone, session } = look();
    if (program) return;
    if (tombstone !== seen.tombstone || (seen.session && !session)) load().catch(() => {});
    else seen.session = session;
  }

  function shown({ persisted }) {
    if (!persisted || program || seen.session === look().session) return;
    seen.restored = true;
    load().catch(() => {});
  }

  handOver();
  if (seen.session || settings.idleTimeoutMs) loadWhenIdle(settings.idleTimeoutMs);
  if (seen.session) discover(settings.provider);
  // A page that came after a logout evicts those from before it, which the
  // back/forward cache still holds.
  if (!seen.session && seen.tombstone) broadcast(`${tombstoneKey} ${seen.tombstone}`);
  listeners.add(handOver);
  for (const [target, type, f] of [
    [window, 'storage', changed],
    [channel(), 'message', changed],
    [window, 'pagehide', () => program || (seen = look())],
    [window, 'pageshow', shown],
  ]) {
    if (target) listen(target, type, f, over.signal);
  }
  return {
    /** Knows the tombstone of this instance's own logout. */
    owns(tombstone) {
      seen.tombstone = own = tombstone;
      seen.session = false;
    },
    close() {
      listeners.delete(handOver);
      over.abort();
      stop?.then((f) => f());
    },
  };
}

function stored(key, inTabToo) {
  try {
    return storedHere(key, inTabToo);
  } catch {
    return null; // the browser denies it
  }
}
