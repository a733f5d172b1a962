// The session that game SDKs share through IndexedDB.

/** Reads the entry of a key, as text. */
export const getShared = (key) => using('readonly', (store) => store.get(key)).then(textOf);

/** Removes the entry of a key and returns what it was. */
export const takeShared = (key) =>
  using('readwrite', (store) => {
    const request = store.get(key);
    store.delete(key);
    return request;
  }).then(textOf);

// How long IndexedDB is waited for, which another tab can block.
const LIMIT_MS = 1_000;

const textOf = (entry) => (entry === undefined || typeof entry === 'string' ? entry : JSON.stringify(entry));

function using(mode, ask) {
  const late = new Promise((_, reject) => setTimeout(reject, LIMIT_MS, new Error('IndexedDB does not answer')));
  return Promise.race([transact(mode, ask), late]);
}

// A database or a store that is not there is not created.
async function transact(mode, ask) {
  if (!window.indexedDB) return undefined;
  const databases = await indexedDB.databases?.();
  if (databases && !databases.some(({ name }) => name === wire.database)) return undefined;
  const opening = indexedDB.open(wire.database);
  let missing = false;
  opening.onupgradeneeded = () => {
    missing = true;
    opening.transaction.abort();
  };
  const database = await settled(opening, 'success').catch((error) => {
    if (!missing) throw error;
  });
  if (!database) return undefined;
  try {
    if (!database.objectStoreNames.contains(wire.store)) return undefined;
    const transaction = database.transaction(wire.store, mode);
    const request = ask(transaction.objectStore(wire.store));
    await settled(transaction, 'complete');
    return request.result;
  } finally {
    database.close();
  }
}

const settled = (request, success) =>
  new Promise((resolve, reject) => {
    request[`on${success}`] = () => resolve(request.result);
    request.onerror =
      request.onabort =
      request.onblocked =
        (event) => {
          event.preventDefault(); // else the browser logs it
          reject(request.error);
        };
  });
