/**
 * A stand-in for the package in unit tests: no browser, no auth domain, and no
 * WebAssembly. Classes, checks of the settings, and the order of a logout are the
 * package's own; what becomes of a logout, and who is signed in, is the test's to
 * choose.
 *
 * With Vitest `vi.mock("passport-logout", () => import("passport-logout/testing"))` puts
 * it in the place of the package, with Jest
 * `moduleNameMapper: { "^passport-logout$": "passport-logout/testing" }`.
 *
 * @example
 * ```js
 * import { simulation } from 'passport-logout/testing';
 *
 * beforeEach(() => simulation.reset());
 *
 * test('a logout that takes too long', async () => {
 *   simulation.signIn();
 *   simulation.outcome('timeout');
 *   // click; the app's logout() rejects with a PassportError
 * });
 * ```
 *
 * The page that it stands for is on the origin of `redirectUri`: that is where
 * `logoutRedirectUri` has to be.
 */
import type { LogoutMode, LogoutOptions, PassportErrorCode, PassportModuleConfiguration, UserProfile } from './passport.js';

export * from './passport.js';

/** What the test chooses, and what it sees of the app. */
export declare const simulation: {
  /**
   * Chooses what becomes of the calls of `logout` and `logoutSilentCallback` to come,
   * one after the other; the last outcome stays. `undefined` is what happens where
   * nothing is chosen: in silent, popup and auto mode the session is `ended`, in redirect
   * mode the page is left, and the callback page does its work.
   *
   * A logout that cannot have the outcome in its mode is rejected with a `TypeError`
   * that says so. The receipt is the one that the package gives then. With
   * `fallback: 'redirect'` the page is left where the package leaves it.
   */
  outcome(...outcomes: (SimulatedOutcome | undefined)[]): void;

  /** Stores a session, by default one with a profile and all tokens. A logout removes it. */
  signIn(session?: SimulatedSession): void;

  /**
   * The user has logged out elsewhere: the session is gone, and every instance that is
   * not closed fires `loggedOut`.
   */
  loggedOut(reason: 'other-tab' | 'restored-page' | 'session-removed' | 'idle'): void;

  /** The logouts so far. Calls that share a promise are one. */
  readonly logouts: readonly SimulatedLogout[];

  /** What `logoutSilentCallback` was called with so far. */
  readonly callbacks: readonly (string | undefined)[];

  /** Begins anew: nobody is signed in, nothing is chosen, and nothing was called. Instances stay. */
  reset(): void;
};

/**
 * - `ended`: the Passport session has ended; in silent, popup and auto mode
 * - `unverified`: silent mode could not verify that; in redirect and auto mode, the page
 *   was left and has come back from the back/forward cache
 * - `never`: the promise stays pending until the signal aborts, as where the page is left
 * - a code: the promise is rejected with it. `storage_failed` and
 *   `unsupported_environment` leave the session where it is; `not_framed` is of
 *   `logoutSilentCallback` only
 */
export type SimulatedOutcome = 'ended' | 'unverified' | 'never' | PassportErrorCode;

/** The session as a login stores it. */
export interface SimulatedSession {
  id_token?: string;
  access_token?: string;
  /** Without it the receipt says that there was nothing to revoke. */
  refresh_token?: string;
  profile?: UserProfile;
}

/** One logout that the app has started. */
export interface SimulatedLogout {
  /** As the options or the configuration say. */
  mode: LogoutMode;
  options: LogoutOptions;
  configuration: PassportModuleConfiguration;
}
