import { logoutSilentCallback } from './callback.js';
import { clear, receiptOf, sessionKey } from './clear.js';
import { bare, logoutURL, readConfig } from './config.js';
import * as engine from './engine.js';
import { unsupported } from './errors.js';
import { inBrowser, removeStored } from './natives.js';

// Logouts in progress, by session: calls that come meanwhile share the promise.
const flights = new Map();

export class Passport extends EventTarget {
  #config;
  #client;
  #forget;
  #told;
  #closed;

  constructor(config) {
    super();
    this.#config = readConfig(config);
    this.#forget = engine.onChange(() => {
      this.#client = undefined;
      this.#program();
    });
  }

  logout(options) {
    const key = sessionKey(this.#config);
    try {
      return this.#share(key, options);
    } finally {
      try {
        removeStored('localStorage', key);
      } catch {
        // Whatever became of that, on a page that is broken, this was the last try.
      }
    }
  }

  #share(key, options) {
    if (flights.has(key)) return flights.get(key);
    // It stands in the map before it starts: a listener may call again.
    let start;
    const flight = new Promise((resolve) => (start = resolve)).finally(() => flights.delete(key));
    flights.set(key, flight);
    start(this.#run('logout', options));
    return flight;
  }

  async getLogoutUrl() {
    return this.#run('getLogoutUrl');
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
    this.#closed = true;
    this.#release();
  }

  // Pauses for nothing until the application session is cleared: by the program
  // where that runs, else here. The rest is the engine's.
  async #run(method, options) {
    if (!inBrowser) throw unsupported();
    this.#told = false;
    const call = { config: this.#config, options, program: () => this.#program(), clear: () => this.#clear() };
    if (!this.#program()) call.begun = this.#clear();
    try {
      return await (engine.current()?.[method](call) ?? this.#runLater(method, call));
    } finally {
      this.#release();
    }
  }

  // Where the signal aborts while the engine is on its way, the engine does what
  // is left when it comes. Should it not, all that is left is to leave.
  #runLater(method, call) {
    const { signal, mode = call.config.logoutMode } = call.options ?? {};
    const aborted = new Promise((_, reject) => {
      if (signal instanceof AbortSignal) signal.addEventListener('abort', () => reject(signal.reason));
    });
    const leave = async (error) => {
      if (method === 'logout' && mode !== 'local') {
        error.receipt = receiptOf('redirect', call.begun);
        top.location.replace(logoutURL(call.config));
        // While the page is left, nothing that follows shall get in the way.
        await new Promise((late) => setTimeout(late, call.config.silentTimeoutMs));
      }
      throw error;
    };
    return Promise.race([engine.load().then((loaded) => loaded[method](call), leave), aborted]);
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

  // Clears the application session without the program, and tells of it, unless
  // a program that has ended since has told.
  #clear() {
    const begun = clear(this.#config);
    if (!this.#told) this.#emit({ reason: 'logout', receipt: receiptOf(this.#config.logoutMode, begun) });
    return begun;
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
    this.#told = true;
    this.dispatchEvent(new CustomEvent('loggedOut', { detail }));
  }
}
