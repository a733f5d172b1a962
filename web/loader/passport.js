import { logoutSilentCallback } from './callback.js';
import { clear } from './clear.js';
import { bare, readConfig, readOptions } from './config.js';
import * as engine from './engine.js';
import { PassportError, unsupported } from './errors.js';
import { finish, logoutURL, receiptOf } from './fallback.js';
import { inBrowser } from './natives.js';

// Logouts in progress, by session: calls that come meanwhile share the promise.
const flights = new Map();

export class Passport extends (globalThis.EventTarget ?? Object) {
  #config;
  #client;
  #forget;

  constructor(config) {
    super();
    this.#config = readConfig(config);
    this.#forget = engine.onChange(() => {
      this.#client = undefined;
      this.#program();
    });
  }

  logout(options) {
    const key = `${this.#config.authenticationDomain} ${this.#config.clientId}`;
    if (flights.has(key)) return flights.get(key);
    // It stands in the map before it starts: a listener may call again.
    let start;
    const flight = new Promise((resolve) => (start = resolve)).finally(() => flights.delete(key));
    flights.set(key, flight);
    start(this.#logout(options));
    return flight;
  }

  async getLogoutUrl() {
    if (!inBrowser) throw unsupported();
    return this.#run('logoutURL', this.#config, undefined, () => logoutURL(this.#config));
  }

  logoutSilentCallback(url) {
    return logoutSilentCallback(url);
  }

  getUserInfo() {
    return this.#ask('userInfo');
  }

  getIdToken() {
    return this.#ask('idToken');
  }

  getAccessToken() {
    return this.#ask('accessToken');
  }

  isLoggedIn() {
    return this.#ask('isLoggedIn');
  }

  close() {
    this.#forget();
    this.#client?.close();
    this.#client = undefined;
  }

  // Runs without a pause until the application session is cleared. Wrong
  // options do not keep the user logged in: they reject after that.
  async #logout(options) {
    if (!inBrowser) throw unsupported();
    let wrong;
    let call = { config: bare(this.#config, { logoutMode: 'local' }) };
    try {
      call = readOptions(this.#config, options);
    } catch (error) {
      wrong = error;
    }
    if (call.signal?.aborted) throw call.signal.reason;
    const receipt = await this.#run('logout', call.config, call.signal, finish);
    if (wrong) throw Object.assign(wrong, { receipt });
    return receipt;
  }

  // Logs out with the program where it runs. Where it does not yet, the
  // application session is cleared here and now, and only what gains from the
  // program waits for it.
  async #run(name, config, signal, fallback) {
    let cleared;
    if (!this.#program()) {
      cleared = clear(config);
      this.#emit({ reason: 'logout', receipt: receiptOf(config.logoutMode, cleared) });
      if (config.logoutMode === 'silent' || config.logoutMode === 'auto' || config.crossSdkBridgeEnabled) {
        await engine.arrival();
      }
    }
    if (this.#program()) {
      try {
        return await engine.call(this.#program(), name, config, { signal, cleared });
      } catch (error) {
        if (error?.code !== 'engine_failed') throw error;
      }
    }
    return fallback(config, cleared ?? clear(config), signal);
  }

  async #ask(question) {
    if (!inBrowser) throw unsupported();
    await engine.load();
    return engine.call(this.#program(), question);
  }

  // The program's half of this instance, while the program runs. A call after
  // close() makes a new one: nothing keeps a user from logging out.
  #program() {
    return (this.#client ??= engine.current()?.(this.#config, (detail) => this.#emit(detail)));
  }

  #emit(detail) {
    this.dispatchEvent(new CustomEvent('loggedOut', { detail }));
  }
}
