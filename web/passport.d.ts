/**
 * Ends both sessions of an Immutable Passport user: the Passport session at
 * the auth domain, and the application session in this browser's storage.
 *
 * The package, whose ES module is `passport.module.js`, exports what stands here, and the classes
 * `Passport` and `PassportError` by themselves as well. The classic script
 * `passport.js` sets three globals instead: `passport` (which carries `config`),
 * `passportLogout` and `logoutSilentCallback`. The program `passport.wasm`, run by
 * Go's own glue, sets the latter two, which do the same there.
 *
 * @example
 * ```js
 * const passportInstance = new passport.Passport({
 *   baseConfig: { environment: config.Environment.SANDBOX, publishableKey: "…" },
 *   clientId: "…",
 *   redirectUri: "http://localhost:3000/redirect",
 *   logoutRedirectUri: "http://localhost:3000/silent-logout",
 *   logoutMode: "silent",
 *   audience: "platform_api",
 *   scope: "openid offline_access email transact",
 * });
 * await passportInstance.logout();
 * // on http://localhost:3000/silent-logout
 * passportInstance.logoutSilentCallback("http://localhost:3000");
 * ```
 */
export declare namespace passport {
  /** The version of this module. */
  export const version: string;

  /**
   * Loads the WebAssembly program now. Otherwise it is loaded at the first logout,
   * and before that when the page is idle, if an instance finds a stored session
   * and the user does not save data (`navigator.connection.saveData`).
   * @throws {PassportError} `engine_failed`, whose message names what could not be
   *   loaded and why; `unsupported_environment`
   */
  export function ready(): Promise<void>;

  /**
   * Where the program is, if not beside the script: a URL, relative to the page, or
   * a function that returns one or a `Response`, or a promise of either. Set it
   * before the program is loaded. Where the script has no URL of its own, since it
   * stands in the page, the file `passport.program-….js` is looked for beside it.
   */
  export let wasm: string | URL | (() => string | URL | Response | Promise<string | URL | Response>) | undefined;

  /** One application's user. Make it once and keep it. */
  export class Passport extends EventTarget {
    /**
     * Checks and copies the configuration; later changes to it have no effect.
     * @throws {PassportError} of type `INVALID_CONFIGURATION`: `invalid_config`, `unsafe_url`
     */
    constructor(configuration: PassportModuleConfiguration);

    /**
     * Ends both sessions. When this returns its promise, the application
     * session is gone, whatever happens next, and stays gone until the promise
     * is settled, unless the user signs in anew; the request that revokes the
     * refresh token has been sent, and the iframe or the popup is open or the window on
     * its way. Four things wait: a page that is being prerendered logs nobody out before
     * the user comes to it; with `verify` a silent logout asks first; with `crossSdkBridgeEnabled` a redirect waits for
     * IndexedDB, for a second at most; and a page that seems offline is left when a
     * request tells that it is not. Calls during a logout of the same user share
     * its promise.
     *
     * A logout does not depend on the WebAssembly program. Where that has not come
     * within three seconds, or within the time limit if that is shorter, the
     * receipt says `engine: 'fallback'` and claims nothing of the Passport session:
     * silent and popup mode are fulfilled as `unverified` when the callback page calls,
     * else rejected with `engine_failed`.
     *
     * In silent and popup mode the promise is fulfilled with the receipt. In redirect
     * mode it stays pending while the page is left, so that nothing after
     * `await` can get in the way; it is fulfilled should the page come back
     * from the back/forward cache.
     *
     * @throws {PassportError} with the receipt of what was done
     * @throws the signal's reason, when `options.signal` aborts
     */
    logout(options?: LogoutOptions): Promise<LogoutReceipt>;

    /** See {@link logoutSilentCallback}. */
    logoutSilentCallback(url?: string): Promise<void>;

    /**
     * Clears the application session, as `@imtbl/passport` does, and returns
     * the URL that ends the Passport session when the user visits it.
     * @throws {PassportError} `storage_failed`
     */
    getLogoutUrl(): Promise<string | undefined>;

    /**
     * The stored profile of the user, else the claims of the ID token. Nothing in
     * it is verified. It needs no program.
     * @throws {PassportError} `storage_failed`; `engine_failed`, where the session
     *   is in IndexedDB or the profile is missing, and `passport.program-….js` could
     *   not be loaded
     */
    getUserInfo(): Promise<UserProfile | undefined>;

    /** The stored ID token. Throws as {@link getUserInfo}. */
    getIdToken(): Promise<string | undefined>;

    /** The stored access token. Throws as {@link getUserInfo}. */
    getAccessToken(): Promise<string | undefined>;

    /**
     * Whether a session with a token is stored. It may have expired: with its
     * refresh token an expired session lives on. Throws as {@link getUserInfo}.
     */
    isLoggedIn(): Promise<boolean>;

    /** Stops listening to other tabs. The instance can still log out. */
    close(): void;

    addEventListener(
      type: 'loggedOut',
      listener: ((event: CustomEvent<LoggedOutDetail>) => void) | null,
      options?: boolean | AddEventListenerOptions,
    ): void;
    addEventListener(
      type: string,
      listener: EventListenerOrEventListenerObject | null,
      options?: boolean | AddEventListenerOptions,
    ): void;
  }

  /** Every error of this module. */
  export class PassportError extends Error {
    readonly name: 'PassportError';
    /** The classification of `@imtbl/passport`. */
    readonly type: PassportErrorType;
    /** What went wrong. */
    readonly code: PassportErrorCode;
    /** What was done, where anything was. */
    readonly receipt?: LogoutReceipt;
    readonly cause?: unknown;
  }

  export const PassportErrorType: Readonly<Record<PassportErrorType, PassportErrorType>>;

  export { config };
}

export import Passport = passport.Passport;
export import PassportError = passport.PassportError;

/** What {@link PassportModuleConfiguration.baseConfig} is made with. */
export declare namespace config {
  const Environment: Readonly<{ PRODUCTION: 'production'; SANDBOX: 'sandbox' }>;

  class ImmutableConfiguration {
    constructor(options: ImmutableOptions);
    readonly environment: Environment;
    readonly publishableKey?: string;
  }
}

/** Logs out once: `new Passport(configuration).logout(options)`. */
export declare function passportLogout(
  configuration: PassportModuleConfiguration,
  options?: LogoutOptions,
): Promise<LogoutReceipt>;

/**
 * Completes a logout by iframe or by popup; call it on the page that `logoutRedirectUri`
 * names. It needs no configuration, and there it loads no WebAssembly. The popup of a
 * logout it closes, and no other window. At the top of a tab, where a redirect logout
 * with the same `logoutRedirectUri` ends, it brings the user back to `url` instead.
 *
 * @param url the URL of the page that started the logout, to whose origin the
 *   message is posted; this page's own by default
 * @throws {PassportError} `unsafe_url`; at the top of a tab also `not_framed`, or
 *   `engine_failed` where what tells so cannot be loaded
 */
export declare function logoutSilentCallback(url?: string): Promise<void>;

/**
 * The configuration of `@imtbl/passport` and a few settings more. An empty string
 * counts as absent. When the program runs it names unknown keys on the console.
 */
export interface PassportModuleConfiguration {
  /** Accepted for compatibility; both environments have the same auth domain. */
  baseConfig?: ImmutableOptions | config.ImmutableConfiguration;
  overrides?: {
    /** The auth domain, `https://auth.immutable.com` by default; `http:` on loopback only. */
    authenticationDomain: string;
    // any, so that an interface fits, as that of @imtbl/passport
    [other: string]: any;
  };
  clientId: string;
  redirectUri: string;
  /**
   * Where the auth domain returns to: in silent and popup mode the page that calls
   * {@link logoutSilentCallback}. It is sent as it stands here, letter by letter,
   * unless it holds white space, control characters, backslashes or credentials.
   * `http:` is accepted on loopback and on this page's own origin. Without it the
   * auth domain takes the first logout URI that is registered for the client.
   */
  logoutRedirectUri?: string;
  /** `redirect` by default. */
  logoutMode?: LogoutMode;
  /** What `auto` does where the auth domain is on another site; `redirect` by default. */
  autoMode?: 'redirect' | 'popup';
  /** Also ends the session that game SDKs share, in IndexedDB and at `/im-logged-out`. */
  crossSdkBridgeEnabled?: boolean;
  /** Further keys of local and session storage that are removed; less than 1,000. */
  storageKeys?: string[];
  /** How long to wait for the auth domain, in milliseconds; 10 000 by default, 24 days at most. */
  silentTimeoutMs?: number;
  /** What silent and popup mode do where they fail or cannot verify; `none` by default. */
  fallback?: 'none' | 'redirect';
  /**
   * Whether silent mode proves, where the auth domain is on another site, that the
   * Passport session has ended: it asks the auth domain before and after, for three
   * seconds each at most. The auth domain has to list the page's origin (Auth0: Allowed
   * Web Origins). The logout begins when the program is there.
   */
  verify?: boolean;
  /** The window that redirect mode navigates; `top` by default. */
  redirectTarget?: 'top' | 'self';
  /** Origins, beside the page's own, that `logoutRedirectUri` may be on; less than 1,000. */
  allowedRedirectOrigins?: string[];

  /** No part of a logout; accepted for compatibility. */
  popupRedirectUri?: string;
  /** No part of a logout; accepted for compatibility. */
  audience?: string;
  /** No part of a logout; accepted for compatibility. */
  scope?: string;
  /** No part of a logout; accepted for compatibility. */
  jsonRpcReferrer?: string;
  /** No part of a logout; accepted for compatibility. */
  popupOverlayOptions?: object;
  /** No part of a logout; accepted for compatibility. */
  forceScwDeployBeforeMessageSignature?: boolean;
}

export interface ImmutableOptions {
  environment: Environment;
  publishableKey?: string;
  apiKey?: string;
  rateLimitingKey?: string;
}

export type Environment = 'production' | 'sandbox';

/** One logout's deviations from the configuration. */
export interface LogoutOptions {
  mode?: LogoutMode;
  logoutRedirectUri?: string;
  /**
   * Ends the wait, in whatever step: the promise is rejected with the signal's
   * reason. What was done stays done, and nothing more begins; the application
   * session is gone, and its refresh token with it, also where the signal had
   * aborted before the call. It does not stop a page that is being left. The
   * signal of a call that shares an earlier one's promise has no effect, as its
   * other options have none.
   */
  signal?: AbortSignal;
  /** In milliseconds. */
  timeoutMs?: number;
  fallback?: 'none' | 'redirect';
  /** `true` verifies this logout also where the configuration does not. */
  verify?: boolean;
}

/**
 * How the Passport session is ended: by leaving the page (`redirect`), in a
 * hidden iframe (`silent`), in a window that opens for it (`popup`), not at all
 * (`local`), or in an iframe where that is reliable and else as `autoMode` says
 * (`auto`).
 *
 * A popup needs a click: call `logout()` in the task of its event.
 */
export type LogoutMode = 'redirect' | 'silent' | 'popup' | 'local' | 'auto';

/** What a logout did. */
export interface LogoutReceipt {
  mode: LogoutMode;
  /** From the call to the end, in milliseconds. */
  durationMs: number;
  /**
   * `fallback` where the WebAssembly program had no part: it had not come yet, or was
   * missing, blocked, of another build or dead.
   */
  engine: 'wasm' | 'fallback';
  /** The application session. */
  local: {
    status: 'cleared' | 'nothing_to_clear' | 'failed';
    /** The storage keys that were found and removed. */
    removed: string[];
  };
  /**
   * The refresh token; `sent` where the answer was not waited for. Tabs that log out
   * at the same moment each have it revoked.
   */
  revocation: { status: 'revoked' | 'sent' | 'skipped' | 'failed'; reason?: string };
  /**
   * The Passport session. `unverified` means that the auth domain returned, but
   * that the browser may have kept the session's cookie from it: the auth
   * domain is on another site, and third-party cookies may be blocked.
   */
  idp: {
    status: 'ended' | 'unverified' | 'failed' | 'skipped';
    /**
     * The evidence: the callback page's `message`; the `location` of the iframe,
     * which shows that the callback page is there, often before its scripts have
     * run; the `redirect` that left the page; or the `popup`, which came back. There
     * the auth domain is the first party, and its browser has sent every cookie but one
     * that is `SameSite=Strict`; Passport's is `SameSite=None`. A `probe` has found that
     * the auth domain knew the session in an iframe before, and knows none after.
     */
    via?: 'message' | 'location' | 'redirect' | 'popup' | 'probe';
    reason?: string;
    /** How long it took, in milliseconds. */
    ms: number;
  };
}

/** The `detail` of the `loggedOut` event. */
export interface LoggedOutDetail {
  /** Here; in another tab of this origin; or while this page was in the back/forward cache. */
  reason: 'logout' | 'other-tab' | 'restored-page';
  /**
   * With `logout`: the receipt as it stands when the application session has
   * been cleared, in which the program has no part. The steps to come are
   * `skipped` in it, with the reason `pending`.
   */
  receipt?: LogoutReceipt;
}

/** What the user's profile may hold. */
export interface UserProfile {
  sub: string;
  email?: string;
  nickname?: string;
  [claim: string]: unknown;
}

export type PassportErrorType = 'INVALID_CONFIGURATION' | 'LOGOUT_ERROR';

/**
 * - `invalid_config`: a setting is missing, or not what it must be
 * - `unsafe_url`: a URL is not https (or http on loopback), carries credentials, or is on an origin that is not allowed
 * - `storage_failed`: the application session could not be proved gone
 * - `timeout`: nothing happened within the time limit
 * - `idp_did_not_return`: the auth domain showed a page instead of returning
 * - `idp_unreachable`: the auth domain is down, or the browser blocks it
 * - `idp_error`: the auth domain returned with an error
 * - `frame_blocked`: the auth domain or the callback page refuses to be framed
 * - `csp_blocked`: this page's Content Security Policy stopped the iframe
 * - `frame_removed`: the iframe was taken away twice, or the page was left
 * - `offline`: the browser says that it has no network, and a request failed
 * - `navigation_blocked`: the page could not be left
 * - `popup_blocked`: the browser did not open the popup
 * - `popup_closed`: the popup was closed, or cut off, before the auth domain had returned
 * - `not_framed`: the callback page was opened by hand
 * - `unsupported_environment`: no browser, or an opaque origin
 * - `engine_failed`: the WebAssembly program did not come or has died, so that nobody could judge the logout
 * - `internal`: a defect of this module
 */
export type PassportErrorCode =
  | 'invalid_config'
  | 'unsafe_url'
  | 'storage_failed'
  | 'timeout'
  | 'idp_did_not_return'
  | 'idp_unreachable'
  | 'idp_error'
  | 'frame_blocked'
  | 'csp_blocked'
  | 'frame_removed'
  | 'offline'
  | 'navigation_blocked'
  | 'popup_blocked'
  | 'popup_closed'
  | 'not_framed'
  | 'unsupported_environment'
  | 'engine_failed'
  | 'internal';
