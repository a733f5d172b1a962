package e2e

// What becomes of the IndexedDB database that game SDKs share, and of the
// session in it.
var databaseFaults = []fault{
	database("a session in the database only", 1, all(stored("", false, func(string) string { return "" }).setUp), ended),
	database("IndexedDB is missing", 0, runs(`delete window.indexedDB`, ``), ended),
	database("no database", 0, all(), ended),
	database("a database of a later version", 7, all(), ended),
	{
		name: "IndexedDB throws",
		setUp: all(withDatabase(1), runs(`window.open_ = IDBFactory.prototype.open;
			IDBFactory.prototype.open = () => { throw new DOMException("denied", "SecurityError") }`,
			`void (IDBFactory.prototype.open = window.open_, delete window.open_)`)),
		keeps:    everyMoment,
		redirect: returning, silent: want{rejects("storage_failed"), dead},
	},
	{
		name: "blocked by another tab",
		setUp: all(withDatabase(1), func(sc *scene) {
			put := sc.beforehand
			sc.beforehand = func(entry string) {
				put(entry)
				eval[any](sc.witness, `new Promise((resolve) => {
					const holding = indexedDB.open("ImmutableSDKPassport");
					holding.onsuccess = () => {
						globalThis.held = holding.result;
						indexedDB.open("ImmutableSDKPassport", 2).onblocked = () => resolve();
					};
				})`)
			}
			sc.witness.globals = append(sc.witness.globals, "held")
			sc.lifts = append(sc.lifts, func() { eval[any](sc.witness, `void held.close()`) })
		}),
		keeps:    everyMoment,
		redirect: returning, silent: want{rejects("storage_failed"), dead},
	},
}

// database is a fault that leaves a way to the session in the database, which is
// the program's: without that, nothing tells whether there is one.
func database(name string, version int, setUp func(*scene), silent want) fault {
	f := fault{
		name: name, setUp: all(withDatabase(version), setUp), redirect: returning, silent: silent,
		differs: silentNever(want{rejects("storage_failed"), dead}),
	}
	if version != 0 {
		f.keeps = []moment{programNever}
	}
	return f
}

// withDatabase has the session also in a database of a version, 0 for none.
func withDatabase(version int) func(*scene) {
	return func(sc *scene) {
		sc.config["crossSdkBridgeEnabled"] = true
		sc.beforehand = func(entry string) {
			if version == 0 {
				return
			}
			eval[any](sc.witness, js(`new Promise((resolve, reject) => {
				const opening = indexedDB.open("ImmutableSDKPassport", %s);
				opening.onupgradeneeded = () => opening.result.createObjectStore("keyvaluepairs");
				opening.onerror = reject;
				opening.onsuccess = () => {
					const transaction = opening.result.transaction("keyvaluepairs", "readwrite");
					transaction.objectStore("keyvaluepairs").put(%s, %s);
					transaction.oncomplete = () => resolve(void opening.result.close());
				};
			})`, version, entry, sc.user.key))
		}
	}
}

// inDatabase is an expression for whether the session is in the database.
const inDatabase = `((key) => new Promise((resolve) => {
	const opening = indexedDB.open("ImmutableSDKPassport");
	opening.onupgradeneeded = () => opening.transaction.abort();
	opening.onerror = (e) => { e.preventDefault(); resolve(false); };
	opening.onsuccess = () => {
		const reading = opening.result.transaction("keyvaluepairs").objectStore("keyvaluepairs").getKey(key);
		reading.onsuccess = () => { opening.result.close(); resolve(reading.result !== undefined); };
	};
}))`
