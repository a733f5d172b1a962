import { logoutSilentCallback } from './callback.js';
import { clear, receiptOf, sessionKey } from './clear.js';
import { readConfig } from './config.js';
import { engine, load, listeners, open } from './engine.js';
import { needBrowser } from './errors.js';
import { openFrame } from './frame.js';
import { leave } from './leave.js';

const LOCAL = { mode: 'local' };

// Logouts in progress, by session: calls that come meanwhile share the promise.
const flights = { __proto__: null };

export class Passport extends EventTarget {
  #config;
  #client;
  #closed;
  #renew = () => {
    this.#client = undefined;
    this.#program();
  };

  constructor(config) {
    super();
    this.#config = readConfig(config);
    listeners.add(this.#renew);
    this.#renew();
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
      start(this.#run('logout', options, begun));
    }
    return flights[key];
  }

  getLogoutUrl() {
    return this.#run('getLogoutUrl', LOCAL, clear(this.#config));
  }

  logoutSilentCallback(url) {
    return logoutSilentCallback(url);
  }

  getUserInfo() {
    return this.#run('getUserInfo', LOCAL);
  }

  getIdToken() {
    return this.#run('getIdToken', LOCAL);
  }

  getAccessToken() {
    return this.#run('getAccessToken', LOCAL);
  }

  isLoggedIn() {
    return this.#run('isLoggedIn', LOCAL);
  }

  close() {
    listeners.delete(this.#renew);
    this.#closed = true;
    this.#release();
  }

  // Pauses for nothing before the way to the auth domain has begun, where that
  // can. The rest is the engine's.
  async #run(method, options, begun) {
    needBrowser();
    const config = this.#config;
    let mode = config.logoutMode;
    const call = { config, options, begun, program: () => this.#program() };
    try {
      mode = options?.mode ?? mode;
    } catch {
      // They are wrong, of which the engine will tell.
    }
    if (begun) this.#emit({ reason: 'logout', receipt: receiptOf(mode, begun) });
    try {
      return await (engine?.[method](call) ?? this.#runLater(method, call, mode));
    } finally {
      this.#release();
    }
  }

  // A plain logout is on its way to the auth domain before the engine comes, which
  // does what is left of it, and so where the signal aborts meanwhile. Should it
  // not come, all that is left is to leave.
  #runLater(method, call, mode) {
    const { config, options, begun } = call;
    const aborted = new Promise((_, reject) => options?.signal?.addEventListener?.('abort', (event) => reject(event.target.reason)));
    if (!options && !config.crossSdkBridgeEnabled && navigator.onLine) {
      ({ redirect: leave, silent: openFrame })[mode]?.(config, begun);
    }
    return Promise.race([
      aborted,
      load().then(
        (loaded) => loaded[method](call),
        async (error) => {
          if (mode !== 'local') {
            begun.frame?.element.remove();
            leave(config, begun);
            error.receipt = receiptOf('redirect', begun);
            // While the page is left, nothing that follows shall get in the way.
            await new Promise((late) => setTimeout(late, config.silentTimeoutMs));
          }
          throw error;
        },
      ),
    ]);
  }

  // The program's half of this instance, while the program runs. A call after
  // close() makes a new one: nothing keeps a user from logging out.
  #program() {
    return (this.#client ??= open?.(this.#config, (detail) => this.#emit(detail)));
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
