package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
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
				s := newSite(t, sameSite)
				s.mux.HandleFunc("/patch.js", script(patch))
				s.pages["/patched"] = document("Patched", order)
				u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
				u.tab.open(s.app + "/patched")
				if when == "after" {
					eval[any](u.tab, `passport.ready()`)
				}

				got := settle(u.tab, js(`passportLogout(%s)`, s.config(nil)))

				truth := eval[bool](u.tab, js(`((frame) => {
					document.documentElement.append(frame);
					const { localStorage, Object } = frame.contentWindow;
					const stored = Object.keys(localStorage).includes(%s);
					frame.remove();
					return stored;
				})(document.createElement("iframe"))`, u.key))
				switch {
				case when == "after" || !strings.HasPrefix(name, "localStorage is"):
					assert.False(t, truth, "the session is stored; %s", got.Message)
				case name == "localStorage is a proxy":
					assert.True(t, !truth || got.Code == "storage_failed", "the session is stored, and the receipt does not say so")
				}
				assert.False(t, u.passportAlive(), got.Message)
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

// A page that breaks its own builtins while a logout runs: the application
// session goes all the same, and afterwards a logout works as ever.
func TestAttackByPatchedBuiltins(t *testing.T) {
	t.Parallel()
	for part, names := range builtins {
		t.Run(part, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			u := attacked(t, s)
			u.tab.expectConsole("broken")
			for _, name := range names {
				for kind, broken := range map[string]string{"throws": `() => { throw new Error("broken") }`, "does nothing": `() => {}`} {
					attack := name + " " + kind
					stored := eval[bool](u.tab, fmt.Sprintf(patched, name, broken, js(`%s`, s.config(nil)), js(`%s`, u.key)))
					assert.False(t, stored, attack)
					u.logsOutAsEver(attack)
					u.again()
				}
			}
		})
	}
}

// patched breaks something that is there, logs out, tells at once whether the
// session is stored, and mends it.
const patched = `((user, whole) => {
	let flight;
	%[1]s = %[2]s;
	try {
		flight = user.logout({ mode: "local" });
	} catch {}
	%[1]s = whole;
	const stored = localStorage.getItem(%[4]s) !== null;
	return Promise.resolve(flight).catch(() => {}).then(() => { user.close(); return stored });
})(new passport.Passport(%[3]s), %[1]s)`
