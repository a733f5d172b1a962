const watching = new Set();

/** Stands in the place of the loader's function: an instance hears of logouts elsewhere from the simulation. */
export function watch({ tombstoneKey }, emit) {
  const instance = { tombstoneKey, emit };
  watching.add(instance);
  return {
    owns(tombstone) {
      instance.own = tombstone;
    },
    close() {
      watching.delete(instance);
    },
  };
}

/** Tells the instances of the same user of a logout that was another instance's. */
export function hearLogout(message) {
  for (const { tombstoneKey, own, emit } of watching) {
    const [, tombstone] = message.split(`${tombstoneKey} `);
    if (tombstone && tombstone !== own) emit({ reason: 'other-tab' });
  }
}

/** Tells every instance. */
export function tell(detail) {
  for (const { emit } of watching) emit(detail);
}
