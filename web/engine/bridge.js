const STORE = 'keyvaluepairs';

/** Clears the entry that game SDKs share through IndexedDB. Never throws, and waits for at most a second. */
export async function clearBridge(begun) {
  if (!window.indexedDB) return;
  const late = new Promise((_, reject) => setTimeout(reject, 1_000));
  try {
    await Promise.race([remove(begun), late]);
  } catch {
    begun.failed = true;
  }
}

async function remove(begun) {
  const database = await open('ImmutableSDKPassport');
  if (!database) return;
  try {
    const transaction = database.transaction(STORE, 'readwrite');
    const store = transaction.objectStore(STORE);
    const entry = await settled(store.get(begun.key), 'success');
    if (entry !== undefined) {
      begun.session ||= typeof entry === 'string' ? entry : JSON.stringify(entry);
      begun.removed.push(begun.key);
      store.delete(begun.key);
    }
    await settled(transaction, 'complete');
  } finally {
    database.close();
  }
}

// A database that is not there is not created, and neither is a store.
async function open(name) {
  const request = indexedDB.open(name);
  let missing = false;
  request.onupgradeneeded = () => {
    missing = true;
    request.transaction.abort();
  };
  const database = await settled(request, 'success').catch((error) => {
    if (!missing) throw error;
  });
  if (!database || database.objectStoreNames.contains(STORE)) return database;
  database.close();
  return undefined;
}

const settled = (request, success) =>
  new Promise((resolve, reject) => {
    request[`on${success}`] = () => resolve(request.result);
    request.onerror = request.onabort = request.onblocked = (event) => {
      event.preventDefault(); // else the browser logs it
      reject(request.error);
    };
  });
