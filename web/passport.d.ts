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
   * Ends a logout in redirect mode; call it on the page that `logoutRedirectUri`
   * names, when it loads. It compares the `state`, once, takes what the provider has
   * added from the URL, and gives back {@link LogoutOptions.appState}. It needs no
   * configuration and no WebAssembly, and loads nothing where no return is expected.
   * @throws {PassportError} `engine_failed`, where `passport.program-….js` could not be loaded
   */
  export function handleLogoutRedirect(): Promise<LogoutRedirect>;

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
     * its way. Six things wait: a page that is being prerendered logs nobody out before
     * the user comes to it; with `verify` a silent logout asks first, and so does the popup of a provider that
     * is not Passport; with `crossSdkBridgeEnabled` a redirect waits for
     * IndexedDB, for a second at most; a page that seems offline is left when a
     * request tells that it is not; an OpenID provider is gone to when its
     * endpoint is known, and by the program where the URL would be longer than 2,000
     * characters; and nothing departs before `beforeLogout` is done, or its limit is
     * over. Calls during a logout of the same user share its promise.
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

    /**
     * Tells what {@link logout} would do with these options, and does nothing of it:
     * nothing is stored, removed or sent to the auth domain, and no event is fired. To
     * tell whether the auth domain is on this page's site, which the modes `silent` and
     * `auto` depend on, a cookie of a random name is set and deleted again. It runs in
     * the program, which it loads.
     * @throws {PassportError} `invalid_config`, `unsafe_url`, `storage_failed`;
     *   `engine_failed`, where the program cannot be loaded
     */
    planLogout(options?: LogoutOptions): Promise<LogoutPlan>;

    /**
     * Clears the application session where the provider has ended its own, on the page
     * `frontchannel_logout_uri` that the provider frames (OpenID Connect Front-Channel
     * Logout 1.0). It compares `iss` and `sid`, which come both or not at all, with the
     * stored ID token, asks the browser for the app's own storage (Storage Access API),
     * and tells the other tabs. Nothing is sent, and doing it twice does no harm. It runs
     * in the program, which it loads.
     * @param url the URL of the page, with `iss` and `sid`; by default that of this one
     * @throws {PassportError} `invalid_config`, where `url` is no absolute URL;
     *   `engine_failed`, where the program cannot be loaded
     */
    frontChannelLogout(url?: string): Promise<FrontChannelOutcome>;

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
     *   is in IndexedDB, and `passport.program-….js` could not be loaded
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

    /** Stops listening to other tabs and watching for an idle user. The instance can still log out. */
    close(): void;

    addEventListener(
      type: 'loggedOut',
      listener: ((event: CustomEvent<LoggedOutDetail>) => void) | null,
      options?: boolean | AddEventListenerOptions,
    ): void;
    /**
     * The user has done nothing for so long that `idleTimeoutMs` is about to log out,
     * in no tab of this origin. `preventDefault()` has the user stay, as by doing
     * something.
     */
    addEventListener(
      type: 'idle',
      listener: ((event: CustomEvent<IdleDetail>) => void) | null,
      options?: boolean | AddEventListenerOptions,
    ): void;
    /** The user of the last `idle` event is back, in this tab or in another one. */
    addEventListener(
      type: 'active',
      listener: ((event: CustomEvent<null>) => void) | null,
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
  /**
   * An OpenID provider to log out of, in the place of Passport: what stands here of
   * the auth domain and of the Passport session is then said of that. `overrides` and
   * `crossSdkBridgeEnabled` have no part.
   */
  provider?: OIDCProvider;
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
   * Whether silent and popup mode prove, where the auth domain is on another site, that
   * the Passport session has ended: they ask the auth domain before and after, for three
   * seconds each at most. It has to list the page's origin (Auth0: Allowed Web Origins);
   * another provider answers at `redirectUri`, on a page of this origin. A silent logout
   * begins when the program is there. `auto` asks when the page is idle, too, and is
   * silent across sites where that showed that the cookie reaches an iframe.
   */
  verify?: boolean;
  /** The window that redirect mode navigates; `top` by default. */
  redirectTarget?: 'top' | 'self';
  /** Origins, beside the page's own, that `logoutRedirectUri` may be on; less than 1,000. */
  allowedRedirectOrigins?: string[];
  /**
   * Called at every logout, to save drafts and to close sockets. The application
   * session is gone and the revocation sent by then; what waits for the promise is the
   * departure, for `beforeLogoutMs` at most. A rejection, or what it throws, stops
   * nothing. It is not called where nothing departs: the signal had aborted, or the
   * options are wrong.
   */
  beforeLogout?: () => unknown;
  /** In milliseconds; 1 000 by default. */
  beforeLogoutMs?: number;
  /**
   * Logs out, in the configured mode, a user who has done nothing for so long, in no
   * tab of this origin, in milliseconds; 24 days at most. Never by default. Keys,
   * pointers and wheels count, but not within frames. The time that the machine sleeps
   * counts, too. It needs the program, which is loaded when the page is idle.
   */
  idleTimeoutMs?: number;
  /** How long before that the event `idle` is fired, in milliseconds; 60 000 by default, half of `idleTimeoutMs` at most. */
  idleWarningMs?: number;

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

/**
 * A provider that ends its session by
 * [OpenID Connect RP-Initiated Logout 1.0](https://openid.net/specs/openid-connect-rpinitiated-1_0.html).
 * One of `issuer` and `endSessionEndpoint` is required. URLs are `https:`, or `http:` on loopback.
 */
export interface OIDCProvider {
  kind: 'oidc';
  /**
   * The issuer identifier, letter by letter as it stands in ID tokens. Endpoints that
   * are not given here are looked up in its `/.well-known/openid-configuration`: when
   * the page loads, if a session is stored. A logout waits for that only where
   * `endSessionEndpoint` is not given.
   */
  issuer?: string;
  /** Where the browser goes to log out. Its own query is kept. */
  endSessionEndpoint?: string;
  /** Takes refresh tokens (RFC 7009). */
  revocationEndpoint?: string;
  /**
   * The key of local or session storage that holds the application session: a JSON
   * object with the members `id_token` and `refresh_token`. By default that of
   * oidc-client-ts, `oidc.user:<issuer>:<clientId>`.
   */
  storageKey?: string;
  /** `logout_hint`: whom to log out, for a provider that finds nobody by the ID token. */
  logoutHint?: string;
  /** `ui_locales`: languages for the provider's pages, such as `de fr`. */
  uiLocales?: string;
  /**
   * How the request goes: as a URL to be visited (`get`) or as a form (`post`). By
   * default as a URL, and as a form where that would be longer than 2,000 characters,
   * as with a long ID token. `get` is right where the provider takes no form, or is
   * on another site and its session's cookie `SameSite=Lax`, which no form brings there.
   */
  method?: 'get' | 'post';
  /** Further parameters of the request. The module's own come first, and none is sent twice. */
  parameters?: Record<string, string>;
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
  beforeLogout?: () => unknown;
  beforeLogoutMs?: number;
  /**
   * What the app wants to find where a logout in redirect mode returns, by
   * {@link passport.handleLogoutRedirect}: JSON of at most 16,384 characters. It stays in this tab.
   */
  appState?: unknown;
}

/** What a page finds to which a logout in redirect mode has returned. */
export interface LogoutRedirect {
  /**
   * Whether this is the answer to the logout of this tab: the `state` that was sent
   * has come back (`match`), another one (`mismatch`) or none (`missing`). `none`: no
   * answer is expected, as Passport gives none, or the URL is that of a login.
   */
  state: 'match' | 'missing' | 'mismatch' | 'none';
  /** {@link LogoutOptions.appState} of that logout; never with `mismatch`. */
  appState?: unknown;
  /** The error code that the provider has returned with. */
  error?: string;
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
     * the auth domain knew the session before, in the iframe or the popup, and knows none
     * after.
     */
    via?: 'message' | 'location' | 'redirect' | 'popup' | 'probe';
    reason?: string;
    /** How long it took, in milliseconds. */
    ms: number;
  };
}

/** What a logout would do. */
export interface LogoutPlan {
  /** The way that it would take: where the mode is `auto`, the one that this chooses. */
  mode: Exclude<LogoutMode, 'auto'>;
  /** Why: as configured, or, where `auto` has chosen, where the auth domain is. */
  reason: 'configured' | 'same_site' | 'cross_site' | 'frame_reached';
  /**
   * What ends the provider's session; there is none in local mode, nor where an OpenID
   * provider's endpoint is not known. An ID token in it is left out.
   */
  url?: string;
  /** The keys of the browser's storage that are there and would go. */
  keys: string[];
  /** The stored tokens that would go. The refresh token is revoked, too, but in local mode. */
  tokens: ('id_token' | 'access_token' | 'refresh_token')[];
  /** What may go wrong, as far as a page can know. */
  warnings: PlanWarning[];
}

/** What may keep a logout from ending both sessions. */
export interface PlanWarning {
  code: PlanWarningCode;
  /** What it is, and what to do about it. */
  message: string;
}

/**
 * - `foreign_redirect_uri`: `logoutRedirectUri` is on another origin than this page
 * - `cross_site_silent`: a silent logout, on another site than the auth domain's; the Passport session may live on
 * - `insecure_endpoint`: a URL is http, and this page is not on loopback
 * - `url_too_long`: the logout URL has more than 2,000 characters
 * - `unknown_endpoint`: the endpoint of an OpenID provider could not be looked up
 * - `hint_expired`, `hint_of_another_client`: the stored ID token, which is sent to an OpenID provider as `id_token_hint`,
 *   has expired; or is not sent, as it is of another issuer or client
 * - `csp_frame_src`, `csp_connect_src`: a Content Security Policy of this page stops the iframe or the revocation. It
 *   stands in the page's markup, or has stopped one before; of those in headers a page is not told
 */
export type PlanWarningCode =
  | 'foreign_redirect_uri'
  | 'cross_site_silent'
  | 'insecure_endpoint'
  | 'url_too_long'
  | 'unknown_endpoint'
  | 'hint_expired'
  | 'hint_of_another_client'
  | 'csp_frame_src'
  | 'csp_connect_src';

/** What a front-channel logout did. */
export interface FrontChannelOutcome {
  /**
   * - `cleared`: the application session is gone; reason `nothing_to_clear` where it was before
   * - `not_performed`: the browser keeps the app's storage from the frame, reason
   *   `storage_access_denied`, or it could not be read or cleared, `storage_failed`
   * - `ignored`: only one of `iss` and `sid` came, reason `iss_or_sid_missing`, or they are
   *   not of the stored session, `another_session`
   */
  status: 'cleared' | 'not_performed' | 'ignored';
  reason?: 'nothing_to_clear' | 'storage_access_denied' | 'storage_failed' | 'iss_or_sid_missing' | 'another_session';
}

/** The `detail` of the `loggedOut` event. */
export interface LoggedOutDetail {
  /**
   * A logout here; in another tab of this origin; or while this page was in the
   * back/forward cache. `session-removed`: another library has removed the session, and
   * not written it again within a second; in this tab that is seen when the user comes
   * back to it. `idle`: `idleTimeoutMs` is over.
   */
  reason: 'logout' | 'other-tab' | 'restored-page' | 'session-removed' | 'idle';
  /**
   * With `logout` and `idle`: the receipt as it stands when the application session has
   * been cleared, in which the program has no part. The steps to come are
   * `skipped` in it, with the reason `pending`.
   */
  receipt?: LogoutReceipt;
  /**
   * With `idle`: what becomes of that logout, as {@link Passport.logout} has it, since
   * nobody has called that. A rejection that nobody looks at is an `unhandledrejection`.
   */
  settled?: Promise<LogoutReceipt>;
}

/** The `detail` of the `idle` event. */
export interface IdleDetail {
  /** How long it is until the logout, in milliseconds. */
  remainingMs: number;
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
 * - `idp_error`: the auth domain returned with an error or another `state`, or an OpenID provider's metadata are wrong
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
