import { PassportError } from '../loader/errors.js';
import { safeURL } from '../loader/url.js';
import { location } from './page.js';
import { simulation, take } from './simulation.js';

const failures = ['not_framed', 'engine_failed'];

/** Stands in the place of the loader's function, whose url it checks. It posts nothing. */
export async function logoutSilentCallback(url) {
  safeURL('url', url || location.href, location.origin);
  simulation.callbacks.push(url);
  const outcome = take();
  if (outcome === 'never') return new Promise(() => {});
  if (failures.includes(outcome)) throw new PassportError(`simulated: ${outcome}`, { code: outcome });
}
