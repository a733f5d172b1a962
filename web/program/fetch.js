/**
 * Fetches the program and compiles it. Neither by streaming nor with fetch's own
 * integrity, where that can be: the main thread would hash the whole, and hand it
 * over, in one long task.
 * @param {any} where what the page says of where the program is
 */
export async function compile(where, failure) {
  const { subtle } = crypto; // of secure contexts only
  let url;
  try {
    const given = typeof where === 'function' ? await where() : where;
    url = given instanceof Response ? given.url : versioned(given);
    const response = given instanceof Response ? given : await get(url, subtle ? '' : WASM_INTEGRITY);
    if (!response.ok) throw because(`status ${response.status}`);
    const bytes = await response.arrayBuffer();
    if (subtle && integrityOf(await subtle.digest('SHA-384', bytes)) !== WASM_INTEGRITY) throw whyWrong(bytes);
    return await WebAssembly.compile(bytes).catch((cause) => {
      throw because(cause.message, "allow it by 'wasm-unsafe-eval' in script-src");
    });
  } catch (cause) {
    const mend =
      cause.mend ?? 'serve it unchanged beside the script, set passport.wasm to where it is, or import passport-logout/inline';
    throw failure(`${url || 'passport.wasm'} could not be loaded (${cause.message}); ${mend}`, cause);
  }
}

/** A failure, and what to do about it, where that is not to serve the file. */
const because = (why, mend) => Object.assign(new Error(why), { mend });

async function get(url, integrity) {
  let blocked;
  const over = new AbortController();
  const options = { __proto__: null, signal: over.signal };
  const hear = ({ blockedURI }) => (blocked ||= blockedURI && url.startsWith(blockedURI));
  addEventListener('securitypolicyviolation', hear, options); // of the window: elements hide what the document has
  try {
    return await fetch(url, { __proto__: null, integrity, priority: 'low' });
  } catch (cause) {
    await new Promise((next) => setTimeout(next)); // in which the event comes
    // An answer that no page may read comes for one that does not ask to.
    const other = new URL(url).origin !== location.origin;
    const unreadable = await fetch(url, { __proto__: null, mode: 'no-cors', method: 'HEAD' }).then(
      () => other,
      () => false,
    );
    if (blocked) throw because('the Content Security Policy blocks it', 'allow its origin in connect-src');
    if (unreadable) throw because('its server allows no other origin', 'serve it with Access-Control-Allow-Origin');
    throw cause;
  } finally {
    over.abort();
  }
}

// The build in the URL, which servers ignore, lets caches tell one from another. A
// literal URL is found by tools, some of which return an object that is none.
function versioned(given) {
  const url = new URL(given ?? String(new URL('./passport.wasm', import.meta.url)), location.href);
  if (url.protocol.startsWith('http')) url.searchParams.set('v', BUILD);
  return url.href;
}

// What begins with a tag is a page that a server sends for what it has not.
function whyWrong(bytes) {
  const [first] = new Uint8Array(bytes);
  if (first === 0x3c) return because('the server has sent an HTML page');
  return because('its integrity is wrong', 'serve the files of one build, unchanged, and no old one from a cache');
}

const integrityOf = (hash) => `sha384-${btoa(String.fromCharCode(...new Uint8Array(hash)))}`;
