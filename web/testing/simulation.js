import { flights } from '../loader/passport.js';
import { tell } from './watch.js';

/** The stored session, undefined where nobody is signed in. */
export let session;
let outcomes = [];

const somebody = {
  id_token: 'id-token',
  access_token: 'access-token',
  refresh_token: 'refresh-token',
  profile: { sub: 'user', email: 'user@example.com', nickname: 'user' },
};

export function setSession(value) {
  session = value;
}

/** The outcome that the next call will have. */
export const next = () => outcomes[0];

/** The outcome of this call. The last one stays. */
export const take = () => (outcomes.length > 1 ? outcomes.shift() : next());

/** What the test does to the stand-in, and what it sees of the app. */
export const simulation = {
  logouts: [],
  callbacks: [],
  outcome(...chosen) {
    outcomes = chosen;
  },
  signIn(stored = somebody) {
    setSession(stored);
  },
  loggedOut(reason) {
    setSession();
    tell({ reason });
  },
  reset() {
    outcomes = [];
    setSession();
    simulation.logouts.length = simulation.callbacks.length = 0;
    for (const key of Object.keys(flights)) delete flights[key];
  },
};
