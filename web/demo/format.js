const two = (n) => String(n).padStart(2, '0');

/** A duration for people: 3 ms, 240 ms, 1.3 s. */
export function duration(ms) {
  if (ms < 1) return '< 1 ms';
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** What is left until a time: 23:59:58. */
export function countdown(until) {
  const seconds = Math.round((until - Date.now()) / 1000);
  if (seconds <= 0) return 'expired';
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** A time of day: 14:03:22. */
export const clock = (date) => [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');

/** A URL without its query. */
export function place(url) {
  const { host, pathname } = new URL(url);
  return host + pathname;
}
