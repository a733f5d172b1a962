import { needBrowser, PassportError } from './errors.js';

/** The running program's exports, else undefined. */
export let program;
/** What is called whenever the program has started or ended. */
export const listeners = new Set();
/**
 * Where the files lie: module imports web/program, and wasm is what the page says
 * of passport.wasm.
 * @type {{ module?: () => Promise<any>, wasm?: string | URL | (() => any) }}
 */
export const files = {};

// How long after a failure it is known whether the page is being left.
const WARN_MS = 200;

let importing;
let wanted = PROGRAM_MODULE; // its URL, where that is known
let starting;
let scheduled;
let leaving;

const failure = (message, cause) => new PassportError(message, { code: 'engine_failed', cause });

/** Imports web/program. After a failure another call tries again. */
export const programModule = () =>
  (importing ??= importModule().catch(async (cause) => {
    importing = undefined;
    const url = /https?:[^\s)]+/.exec(cause.message)?.[0] ?? wanted;
    const [why, mend] = cause.mend ? [cause.message, cause.mend] : await whyNot(url, cause.message);
    throw failure(`${url} could not be loaded (${why}); ${mend}`, cause);
  }));

async function importModule() {
  const module = await files.module();
  if (module.build === BUILD) return module;
  throw Object.assign(new Error('it is of another build'), { mend: 'serve the files of one build, and no old one from a cache' });
}

// Asks for what was not imported once more, since an import tells nothing.
async function whyNot(url, why) {
  let mend =
    'serve it beside the script, or import passport-logout/inline, or, in a script without a URL, set passport.wasm to the file beside it';
  try {
    const { ok, status, headers } = await fetch(new URL(url));
    const type = headers.get('Content-Type');
    if (!ok) why = `status ${status}`;
    else if (/html/.test(type)) why = 'the server has sent an HTML page';
    else if (/javascript/.test(type)) mend = 'it is there, so allow it in script-src, or try again';
    else [why, mend] = [`its type is ${type}`, 'serve it as text/javascript'];
  } catch {
    if (url !== PROGRAM_MODULE)
      mend = 'serve it with Access-Control-Allow-Origin if from another origin, and allow that in script-src and connect-src';
  }
  return [why, mend];
}

/** Imports it from beside a script, or beside the program where the script has no URL that a file lies beside. */
export function importBeside(script) {
  const beside = script && !/^(blob|data):/.test(script) ? script : new URL(String(files.wasm), location.href);
  wanted = new URL(PROGRAM_MODULE, beside).href;
  return import(wanted);
}

/** Loads and runs the program, once. After a failure another call tries again. */
export function load() {
  needBrowser();
  return (starting ??= start().catch((cause) => {
    starting = undefined;
    // Whatever keeps the program away, such as too little memory, is told by one code.
    const error = cause instanceof PassportError ? cause : failure(`passport.wasm could not be run (${cause?.message})`, cause);
    // What a page that is left was loading fails for that alone, before its pagehide.
    setTimeout(() => leaving || console.warn(`passport: ${error.message}`), WARN_MS);
    throw error;
  }));
}

async function start() {
  // Added once, however often this tries.
  addEventListener('pagehide', note);
  addEventListener('pageshow', note);
  announce(await (await programModule()).start(files.wasm, { PassportError, failure, ended }));
  return program;
}

function note({ type }) {
  leaving = type === 'pagehide';
}

function ended() {
  starting = undefined;
  announce();
}

function announce(value) {
  program = value;
  for (const f of listeners) f();
}

/** Loads the program when the page is idle, unless the user saves data and it is not needed. */
export function loadWhenIdle(needed) {
  if (scheduled || (navigator.connection?.saveData && !needed)) return;
  scheduled = true;
  const idle = window.requestIdleCallback ?? ((f) => setTimeout(f, 200));
  const begin = () => idle(() => load().catch(() => {}));
  if (document.readyState === 'complete') begin();
  else addEventListener('load', begin);
}
