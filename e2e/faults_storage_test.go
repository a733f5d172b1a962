package e2e

// What the browser, or a page that patched it, does with the storage.
var storageFaults = []fault{
	{
		name:  "denied on access",
		setUp: denied, keeps: everyMoment,
		redirect: returning, silent: want{rejects("storage_failed"), dead},
	},
	{
		name:     "getItem throws",
		setUp:    all(patchedStorage("getItem", `throw new DOMException("broken", "UnknownError")`), unread),
		redirect: returning, silent: want{rejects("storage_failed"), dead},
	},
	{
		name:     "setItem throws",
		setUp:    patchedStorage("setItem", `throw new DOMException("full", "QuotaExceededError")`),
		redirect: returning, silent: ended,
	},
	{
		name:     "removeItem throws",
		setUp:    patchedStorage("removeItem", `throw new DOMException("broken", "UnknownError")`),
		redirect: returning, silent: ended,
	},
	{
		name:     "removeItem does nothing",
		setUp:    patchedStorage("removeItem", ``),
		redirect: returning, silent: ended,
	},
	{
		name: "everything throws",
		setUp: all(patchedStorage("getItem", `throw 1`), patchedStorage("setItem", `throw 2`), patchedStorage("removeItem", `throw 3`),
			unread),
		redirect: returning, silent: want{rejects("storage_failed"), dead},
	},
	{
		name: "full",
		setUp: prepared(`void (() => {
			const used = Object.entries(localStorage).flat().join("").length + "pkce_state".length;
			localStorage.setItem("pkce_state", "x".repeat((5 << 20) - used - 20));
			try { localStorage.setItem("one more", "x".repeat(100)); } catch { return; }
			throw new Error("there is room");
		})()`),
		redirect: returning, silent: ended,
	},
}

// denied is what a browser does that blocks this site's cookies. The entry
// cannot be reached by any script then.
func denied(sc *scene) {
	runs(`window.area = Object.getOwnPropertyDescriptor(window, "localStorage");
		Object.defineProperty(window, "localStorage", { configurable: true, get() { throw new DOMException("denied", "SecurityError") } })`,
		`void (Object.defineProperty(window, "localStorage", area), delete window.area)`)(sc)
	sc.revokes = false
}

// patchedStorage replaces a method of the storage before the module takes it.
func patchedStorage(method, body string) func(*scene) {
	return runs(`window.broken = true; ((native) => {
		Storage.prototype.`+method+` = function (...args) { if (!window.broken) return native.apply(this, args); `+body+` };
	})(Storage.prototype.`+method+`)`, `delete window.broken`)
}

// unread is a session whose refresh token cannot be read.
func unread(sc *scene) { sc.revokes = false }
