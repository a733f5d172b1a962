// Compiled, never run: the stand-in has the types of the package.
import { simulation } from './testing';
import type { SimulatedOutcome } from './testing';

const standIn: Omit<typeof import('./testing'), 'simulation'> = {} as typeof import('./passport');
const real: typeof import('./passport') = {} as typeof import('./testing');
console.log(standIn.Passport === real.passport.Passport);

const outcomes: SimulatedOutcome[] = ['ended', 'unverified', 'never', 'timeout'];
simulation.outcome(...outcomes, undefined);
simulation.signIn();
simulation.signIn({ id_token: '…', profile: { sub: 'user' } });
simulation.loggedOut('other-tab');
const timeout: number | undefined = simulation.logouts[0]?.options.timeoutMs;
console.log(timeout, simulation.callbacks[0]);

// @ts-expect-error an outcome that does not exist
simulation.outcome('maybe');
// @ts-expect-error that is fired by a logout
simulation.loggedOut('logout');
// @ts-expect-error only the app logs out
simulation.logouts.push({});
