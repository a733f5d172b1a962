import { logoutSilentCallback } from './callback.js';
import { clear } from './clear.js';
import { readConfig } from './config.js';
import { needBrowser } from './errors.js';
import { beforeLoad } from './frontchannel.js';
import { load } from './load.js';
import { locate, remember } from './locate.js';
import { finish, finishLocally } from './logout.js';
import { inBrowser, listen } from './natives.js';
import { stored, token, userInfo } from './session.js';
import { start } from './start.js';
import { watch } from './watch.js';

// Logouts in progress, by session: calls that come meanwhile share the promise.
export const flights = { __proto__: null };

export class Passport extends EventTarget {
  #config;
  #watch;

  constructor(configuration) {
    super();
    this.#config = readConfig(configuration);
    if (inBrowser) this.#watch = watch(this.#config, (...event) => this.#emit(...event));
  }

  logout(options) {
    if (!inBrowser || document.prerendering) return this.#activated(() => this.logout(options));
    const { sessionKey } = this.#config;
    if (!flights[sessionKey]) {
      // First, before anything that could fail on a page that is broken.
      const started = clear(this.#config);
      // It stands there before it goes on: a listener may call again.
      /** @type {(result: Promise<any>) => void} */
      let begin;
      flights[sessionKey] = new Promise((resolve) => (begin = resolve)).finally(() => delete flights[sessionKey]);
      begin(this.#start(started, options, finish));
    }
    return flights[sessionKey];
  }

  getLogoutUrl() {
    return this.#activated(() =>
      this.#start(clear(this.#config), { mode: 'local' }, async (call) => {
        await finishLocally(call);
        await locate(call);
        remember(call);
        return call.url;
      }),
    );
  }

  async planLogout(options) {
    return (await load()).passportPlan(this.#config.settings, options);
  }

  async frontChannelLogout(url) {
    needBrowser();
    return beforeLoad(async () => (await load()).passportFrontChannelLogout(this.#config.settings, url));
  }

  logoutSilentCallback(url) {
    return logoutSilentCallback(url);
  }

  getUserInfo() {
    return this.#read(userInfo);
  }

  getIdToken() {
    return this.#read((session) => token(session, 'id_token'));
  }

  getAccessToken() {
    return this.#read((session) => token(session, 'access_token'));
  }

  isLoggedIn() {
    return this.#read((session) => Boolean(token(session, 'id_token') ?? token(session, 'access_token')));
  }

  close() {
    this.#watch?.close();
  }

  async #start(started, options, end) {
    this.#watch.owns(started.tombstone);
    return end(start(this.#config, started, options, (detail) => this.#emit(detail)));
  }

  async #read(of) {
    needBrowser();
    return of(await stored(this.#config));
  }

  // A page that is being prerendered logs nobody out: the user has not come to it.
  async #activated(f) {
    needBrowser();
    if (document.prerendering) await new Promise((resolve) => listen(document, 'prerenderingchange', resolve));
    return f();
  }

  #emit(detail, type = 'loggedOut') {
    return this.dispatchEvent(new CustomEvent(type, { detail, cancelable: type === 'idle' }));
  }
}
