import { PassportError } from './errors.js';
import { inBrowser } from './natives.js';

// How the callback page in the hidden iframe finds its parent's compiled
// module: a property of the iframe element, which only a same-origin parent
// can have set.
const HOST = Symbol.for('passport.logout');

// How long a logout waits for a program that is still on its way.
const ARRIVAL_LIMIT_MS = 3_000;

let base;
let module;
let loading;
let open;
const instances = new Set();
const pending = new Set();

/** Sets the URL beside which the program lies. */
export function locate(url) {
  base = url;
}

/** The running program's way to make a client, else undefined. */
export const current = () => open;

/** Calls f now, and whenever the program has started or ended. */
export function onChange(f) {
  instances.add(f);
  f();
  return () => instances.delete(f);
}

function announce(value) {
  open = value;
  for (const f of instances) f();
}

/** Starts the program once. A failure is forgotten, so that a later call tries again. */
export function load() {
  loading ??= start().catch((cause) => {
    loading = undefined;
    throw failed(cause.message, cause);
  });
  return loading;
}

/** Waits until the program runs or is known not to, but not for ever. Never rejects. */
export function arrival() {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ARRIVAL_LIMIT_MS);
    load().then(resolve, resolve).finally(() => clearTimeout(timer));
  });
}

/** Calls a method of the program, and rejects with engine_failed should that end meanwhile. */
export function call(client, name, ...args) {
  return new Promise((resolve, reject) => {
    pending.add(reject);
    try {
      // A program that ends in the middle of the call returns nothing.
      client[name](...args)?.then(resolve, reject).finally(() => pending.delete(reject));
    } catch (cause) {
      reject(dead(cause));
    }
  });
}

async function start() {
  const engine = await import(new URL('passport.engine.mjs', base));
  module ??= parentHost()?.module() ?? (await engine.compile(base));
  const { ended } = await engine.run(module, { ready: announce, PassportError, adopt });
  ended.then(() => end(), end);
}

function end(cause) {
  loading = undefined;
  announce(undefined);
  for (const reject of pending) reject(dead(cause));
  pending.clear();
}

const dead = (cause) => failed('the logout program has ended unexpectedly; reload the page', cause);

const failed = (message, cause) => new PassportError(message, { code: 'engine_failed', cause });

function parentHost() {
  try {
    return window.frameElement?.[HOST];
  } catch {
    return undefined;
  }
}

function adopt(iframe) {
  iframe[HOST] = { module: () => module };
}

/** Loads the program once the page is idle, but never in the hidden iframe. */
export function loadWhenIdle() {
  if (!inBrowser || parentHost()) return;
  const idle = window.requestIdleCallback ?? ((f) => setTimeout(f, 200));
  const begin = () => idle(() => load().catch((error) => console.warn(`passport: ${error.message}`)));
  if (document.readyState === 'complete') begin();
  else window.addEventListener('load', begin, { once: true });
}
