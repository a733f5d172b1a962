import { receiptOf } from './clear.js';
import { logoutURL, read } from './config.js';
import { PassportError } from './errors.js';
import { openFrame } from './frame.js';
import { leave } from './leave.js';

/** The engine, once it is there; the program does not run before. */
export let engine;
/** The running program's way to make a client, else undefined. */
export let open;
/** What is called whenever the program has started or ended. */
export const listeners = new Set();

let base;
let importing;
let unneeded;

function announce(value) {
  open = value;
  for (const f of listeners) f();
}

/** Imports web/engine. A failure is forgotten, so that a later call tries again. */
export function load() {
  return (importing ??= import(new URL(`passport.engine.mjs?${ENGINE_VERSION}`, base)).then(
    ({ connect }) => (engine = connect({ base, announce, receiptOf, logoutURL, leave, openFrame, read, PassportError })),
    (cause) => {
      importing = undefined;
      throw new PassportError(cause.message, { code: 'engine_failed', cause });
    },
  ));
}

/** Loads what lies beside a URL, the engine and the program, once the page is idle and no logout needs its time. */
export function loadWhenIdle(url) {
  base = url;
  const idle = window.requestIdleCallback ?? ((f) => setTimeout(f, 200));
  const begin = () => idle(() => unneeded || load().then(() => engine.idle(), () => {}));
  if (document.readyState === 'complete') begin();
  else addEventListener('load', begin);
}

/** Starts the program once. */
export const start = async () => (await load()).start();

/** Leaves the program out unless a call needs it: a callback page does not. */
export const leaveOut = () => (unneeded = true);
