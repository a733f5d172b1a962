/** Tells the other tabs, and this page's other instances, after what has to happen at once: a channel takes its time. */
export async function broadcast(message) {
  await message;
  try {
    const channel = new BroadcastChannel(wire.channel);
    channel.postMessage(message);
    channel.close();
  } catch {
    // Where there is none, the tombstone tells the other tabs.
  }
}

let shared;

/** The channel that this page listens on, undefined where there is none. */
export function channel() {
  try {
    return (shared ??= new BroadcastChannel(wire.channel));
  } catch {
    // The storage event tells as well.
  }
}
