import { logoutSilentCallback } from './callback.js';
import { clear, receiptOf, sessionKey } from './clear.js';
import { bare, readConfig } from './config.js';
import * as engine from './engine.js';
import { unsupported } from './errors.js';
import { leave } from './leave.js';
import { inBrowser } from './natives.js';

// Logouts in progress, by session: calls that come meanwhile share the promise.
const flights = bare();

export class Passport extends EventTarget {
  #config;
  #client;
  #forget;
  #closed;

  constructor(config) {
    super();
    this.#config = readConfig(config);
    this.#forget = engine.onChange(() => {
      this.#client = undefined;
      this.#program();
    });
  }

  // Clears the application session before anything that could fail on a page
  // that is broken.
  logout(options) {
    const key = sessionKey(this.#config);
    if (!flights[key]) {
      const begun = clear(this.#config);
      // It stands there before it starts: a listener may call again.
      let start;
      flights[key] = new Promise((resolve) => (start = resolve)).finally(() => delete flights[key]);
      start(this.#run('logout', begun, options));
    }
    return flights[key];
  }

  getLogoutUrl() {
    return this.#run('getLogoutUrl', clear(this.#config), { mode: 'local' });
  }

  logoutSilentCallback(url) {
    return logoutSilentCallback(url);
  }

  getUserInfo() {
    return this.#ask('getUserInfo');
  }

  getIdToken() {
    return this.#ask('getIdToken');
  }

  getAccessToken() {
    return this.#ask('getAccessToken');
  }

  isLoggedIn() {
    return this.#ask('isLoggedIn');
  }

  close() {
    this.#forget();
    this.#closed = true;
    this.#release();
  }

  // Pauses for nothing before the way to the auth domain has begun, where that
  // can. The rest is the engine's.
  async #run(method, begun, options) {
    if (!inBrowser) throw unsupported();
    const config = this.#config;
    let mode = config.logoutMode;
    const call = { config, options, begun, program: () => this.#program() };
    try {
      mode = options.mode ?? mode;
    } catch {
      // There are none, or wrong ones, of which the engine will tell.
    }
    this.#emit({ reason: 'logout', receipt: receiptOf(mode, begun) });
    try {
      return await (engine.current()?.[method](call) ?? this.#runLater(method, call, mode));
    } finally {
      this.#release();
    }
  }

  // A plain redirect waits for no engine: what is left of it the engine does when
  // it comes, and so where the signal aborts meanwhile. Should it not come, all
  // that is left is to leave.
  #runLater(method, call, mode) {
    const { config, options, begun } = call;
    const aborted = new Promise((_, reject) => options?.signal?.addEventListener?.('abort', ({ target }) => reject(target.reason)));
    if (!options && mode === 'redirect' && !config.crossSdkBridgeEnabled && navigator.onLine) leave(config, begun);
    const giveUp = async (error) => {
      if (mode !== 'local') {
        leave(config, begun);
        error.receipt = receiptOf('redirect', begun);
        // While the page is left, nothing that follows shall get in the way.
        await new Promise((late) => setTimeout(late, config.silentTimeoutMs));
      }
      throw error;
    };
    return Promise.race([engine.load().then((loaded) => loaded[method](call), giveUp), aborted]);
  }

  async #ask(question) {
    if (!inBrowser) throw unsupported();
    await engine.start();
    try {
      return await this.#program()[question]();
    } finally {
      this.#release();
    }
  }

  // The program's half of this instance, while the program runs. A call after
  // close() makes a new one: nothing keeps a user from logging out.
  #program() {
    return (this.#client ??= engine.program()?.(this.#config, (detail) => this.#emit(detail)));
  }

  // Frees what the program holds for a closed instance.
  #release() {
    if (!this.#closed) return;
    this.#client?.close();
    this.#client = undefined;
  }

  #emit(detail) {
    this.dispatchEvent(new CustomEvent('loggedOut', { detail }));
  }
}
