import { session, setSession } from './simulation.js';

/** Stands in the place of the loader's function: there is no load event. */
export const beforeLoad = (f) => f();

/** Stands in the place of the program's function: the session that is stored is the one meant. */
export async function passportFrontChannelLogout() {
  const there = session !== undefined;
  setSession();
  return there ? { status: 'cleared' } : { status: 'cleared', reason: 'nothing_to_clear' };
}
