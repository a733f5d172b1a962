package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// storagePatches are what a script on the page does to Web Storage.
var storagePatches = map[string]string{
	"removeItem does nothing":      `Storage.prototype.removeItem = () => {}`,
	"removeItem throws":            `Storage.prototype.removeItem = () => { throw new Error("no") }`,
	"removeItem is gone":           `delete Storage.prototype.removeItem`,
	"removeItem is a key":          `localStorage.removeItem = localStorage.getItem = localStorage.setItem = "x"`,
	"getItem lies":                 `Storage.prototype.getItem = () => null`,
	"getItem and removeItem lie":   `Storage.prototype.getItem = Storage.prototype.removeItem = () => null`,
	"setItem throws":               `Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError") }`,
	"localStorage is a proxy":      `Object.defineProperty(window, "localStorage", { value: new Proxy(localStorage, { get() { throw 1 } }), configurable: true })`,
	"deleteProperty does nothing":  `Reflect.deleteProperty = () => true; Storage.prototype.removeItem = () => {}`,
	"a key of every method's name": `for (const k of ["key", "length", "clear", "toString", "constructor"]) localStorage.setItem(k, "x")`,
}

// Where the genuine storage can be reached, nothing keeps the session in it.
// Before the module, a page can take it away altogether.
func TestAttackByPatchedStorage(t *testing.T) {
	t.Parallel()
	for name, patch := range storagePatches {
		for when, order := range map[string]string{
			"after":  `<script src="/dist/passport.js"></script><script src="/patch.js"></script>`,
			"before": `<script src="/patch.js"></script><script src="/dist/passport.js"></script>`,
		} {
			t.Run(name+", "+when, func(t *testing.T) {
				t.Parallel()
				inEveryMoment(t, func(t *testing.T, m moment) {
					s := newSite(t, sameSite)
					s.mux.HandleFunc("/patch.js", script(patch))
					s.pages["/patched"] = document("Patched", order)
					v := attackedOn(t, s, m, "/patched")

					got := v.during(js(`passportLogout(%s)`, s.config(nil)), "")

					truth := eval[bool](v.tab, js(`((frame) => {
						document.documentElement.append(frame);
						const { localStorage, Object } = frame.contentWindow;
						const stored = Object.keys(localStorage).includes(%s);
						frame.remove();
						return stored;
					})(document.createElement("iframe"))`, v.key))
					switch {
					case when == "after" || !strings.HasPrefix(name, "localStorage is"):
						assert.False(t, truth, "the session is stored; %s", got.Message)
					case name == "localStorage is a proxy":
						assert.True(t, !truth || got.Code == "storage_failed", "the session is stored, and the receipt does not say so")
					}
					assert.False(t, v.passportAlive(), got.Message)
				})
			})
		}
	}
}

// builtins that a page replaces after the module is loaded, by something that
// throws, does nothing, or hangs.
var builtins = map[string][]string{
	"network":   {"window.fetch", "window.URL", "window.URLSearchParams", "window.BroadcastChannel", "window.Request", "XMLHttpRequest.prototype.send", "navigator.sendBeacon"},
	"events":    {"EventTarget.prototype.addEventListener", "EventTarget.prototype.removeEventListener", "EventTarget.prototype.dispatchEvent", "window.CustomEvent", "window.Event", "window.AbortController", "window.MutationObserver", "window.ReportingObserver"},
	"promises":  {"window.Promise", "Promise.prototype.catch", "window.queueMicrotask", "window.requestIdleCallback"},
	"arrays":    {"Array.isArray", "Array.from", "Array.prototype.map", "Array.prototype.flatMap", "Array.prototype.includes", "Array.prototype.every", "Array.prototype.push", "Array.prototype[Symbol.iterator]"},
	"language":  {"JSON.parse", "JSON.stringify", "Reflect.get", "Reflect.set", "Reflect.apply", "Reflect.construct", "Reflect.deleteProperty", "Object.keys", "Object.assign", "Object.create", "Object.hasOwn", "Object.getOwnPropertyDescriptor", "Function.prototype.call", "Function.prototype.apply", "Function.prototype.bind", "String.prototype.slice", "String.prototype.padStart", "window.Symbol", "window.Error"},
	"documents": {"Document.prototype.createElement", "Element.prototype.setAttribute", "Element.prototype.remove", "Node.prototype.appendChild", "Crypto.prototype.getRandomValues", "Performance.prototype.now", "console.warn", "window.reportError", "window.TextDecoder", "window.atob"},
}

// A page that breaks its own builtins while a logout begins: the application
// session goes all the same, and afterwards a logout works as ever.
func TestAttackByPatchedBuiltins(t *testing.T) {
	t.Parallel()
	for part, names := range builtins {
		t.Run(part, func(t *testing.T) {
			t.Parallel()
			inEveryMoment(t, func(t *testing.T, m moment) {
				s := newSite(t, sameSite)
				v := attackedIn(t, s, m)
				v.tab.expectConsole("broken")
				v.tab.expectConsole("Uncaught (in promise)") // where the page's promises catch nothing
				var attacks []string
				for _, name := range names {
					for kind, broken := range map[string]string{"throws": `() => { throw new Error("broken") }`, "does nothing": `() => {}`} {
						attacks = append(attacks, fmt.Sprintf(`[%q, () => %s, (value) => (%s = value), %s]`, name+" "+kind, name, name, broken))
					}
				}

				v.begin(js(patched, s.config(nil))+`([`+strings.Join(attacks, ",\n")+`])`, "")

				for _, name := range eval[[]string](v.tab, `flight`) {
					assert.Fail(t, "the session is stored", name)
				}
				v.logsOutAsEver(part)
			})
		})
	}
}

// patched breaks one thing that is there after the other, logs out, looks at once
// whether the session is stored, and mends it. Each logout is one of its own client.
const patched = `((config) => async (attacks) => {
	const flights = [], kept = [];
	for (const [i, [name, get, set, broken]] of attacks.entries()) {
		const clientId = config.clientId + i, key = "oidc.user:" + config.overrides.authenticationDomain + ":" + clientId;
		localStorage.setItem(key, "{}");
		const user = new passport.Passport({ ...config, clientId }), whole = get();
		let flight;
		set(broken);
		try {
			flight = user.logout({ mode: "local" });
		} catch {}
		set(whole);
		if (localStorage.getItem(key) !== null) kept.push(name);
		flights.push(Promise.resolve(flight).catch(() => {}).then(() => user.close()));
	}
	await Promise.all(flights);
	return kept;
})(%s)`

// replacements are builtins that a page replaces for good.
var replacements = map[string]string{
	"the network hangs":   `window.fetch = () => new Promise(() => {}); window.BroadcastChannel = class { constructor() { throw new Error("broken") } }`,
	"the network lies":    `window.fetch = async () => ({ ok: true, arrayBuffer: async () => new ArrayBuffer(8) }); crypto.subtle.digest = async () => new ArrayBuffer(48)`,
	"classes are others":  `window.MessageEvent = window.HTMLIFrameElement = window.AbortSignal = window.Event = window.URL = class { constructor() { throw new Error("broken") } }`,
	"no WebAssembly":      `delete window.WebAssembly`,
	"WebAssembly is less": `window.WebAssembly = { compile: async () => ({}) }`,
	"no memory":           `WebAssembly.instantiate = async () => { throw new RangeError("out of memory") }`,
	"nothing can be read": `JSON.parse = window.atob = () => { throw new Error("broken") }`,
	"prototypes are hard": `[Object, Array, Function, Error, Promise, Event].forEach((Class) => Object.freeze(Class.prototype))`,
}

// Whatever is broken from the call on, the session goes, and no Passport session
// that lives is said to have ended.
func TestAttackByReplacedBuiltins(t *testing.T) {
	t.Parallel()
	for name, code := range replacements {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inEveryMoment(t, func(t *testing.T, m moment) {
				s := newSite(t, sameSite)
				v := attackedIn(t, s, m)
				v.tab.expectConsole("broken")
				v.tab.expectConsole("Event") // what the browser's own classes say to those

				got := v.during(js(`((user) => {
					`+code+`;
					return user.logout({ timeoutMs: 4000 }).finally(() => user.close());
				})(new passport.Passport(%s))`, s.config(nil)), "")

				require.NotNil(t, got.Receipt, got.Message)
				assert.Contains(t, []string{"", "PassportError"}, got.Name, got.Message)
				assert.Equal(t, "cleared", got.Receipt.Local.Status)
				assert.False(t, v.stored())
				if v.passportAlive() || m == programNever {
					assert.NotEqual(t, "ended", got.Receipt.IDP.Status)
				}
			})
		})
	}
}
