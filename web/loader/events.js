import { hasAborted, listen, read } from './natives.js';

/** Keeps the events of a target until the logout is over, for the program and for the stand-in. */
export function keep({ started, over, hear }, target, ...types) {
  const note = (event) => {
    started.events.push(event);
    for (const f of hear) f(event);
  };
  if (target) for (const type of types) listen(target, type, note, over.signal);
}

/**
 * Waits for what begin settles, as the function of a new Promise does: no longer
 * than ms, when late is called instead, and not after the signal has aborted.
 */
export function within({ signal, over }, ms, late, begin) {
  return new Promise((resolve, reject) => {
    const aborted = () => reject(read(AbortSignal, 'reason', signal));
    if (hasAborted(signal)) return aborted();
    if (signal) listen(signal, 'abort', aborted, over.signal);
    const timer = setTimeout(late, ms, reject);
    listen(over.signal, 'abort', () => clearTimeout(timer));
    begin(resolve, reject);
  });
}
