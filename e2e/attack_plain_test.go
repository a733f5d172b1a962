package e2e

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// handovers are what only the loader should give the program, which a page may.
var handovers = []string{
	`null`, `5`, `"x"`, `1n`, `Symbol("x")`, `[]`, `() => {}`, `{}`, `document`, `window`, `new Proxy({}, { ownKeys() { throw 1 } })`,
	`new Proxy(Object.create(null), { get() { throw 1 }, getPrototypeOf: () => null })`, `(({ proxy, revoke }) => (revoke(), proxy))(Proxy.revocable({}, {}))`,
	`{ __proto__: null, get session() { throw 1 } }`, `{ get events() { throw new Proxy({}, { get() { throw 1 } }) } }`, `{ then: (f) => f("x") }`,
	`{ removed: { length: 2 ** 53 } }`, `{ removed: Array(2 ** 32 - 1) }`, `{ removed: [KEY, 1n, Symbol()] }`, `{ removed: new Proxy([], { get() { throw 1 } }) }`,
	`{ session: { toString() { throw 1 } }, failed: "x", at: "x", tombstone: 5, left: 1, restored: {} }`, `{ at: NaN, tombstone: "" }`, `{ at: -Infinity }`, `{ at: 1n }`,
	`{ session: "x".repeat(1e7), removed: [KEY] }`, `{ tombstone: "x".repeat(1e7) }`, `{ session: true, restored: true, tombstone: "x" }`,
	`{ revocation: 5 }`, `{ revocation: { then() { throw 1 } } }`, `{ revocation: { then: (f, g) => (f({ get status() { throw 1 } }), g(1)) } }`,
	`{ revocation: { get then() { throw 1 } } }`, `{ frame: 5 }`, `{ frame: null }`, `{ frame: document.createElement("iframe") }`, `{ frame: document.createElement("p"), events: 5 }`,
	`{ frame: new Proxy({}, { get() { throw 1 } }) }`, `{ frame: document.createElement("iframe"), events: { length: Infinity } }`,
	`{ frame: document.createElement("iframe"), events: { length: 2 ** 31, get 0() { throw 1 } } }`, `{ frame: document.createElement("iframe"), events: [1n, Symbol(), new Event("load"), new Event("message"), null] }`,
	`{ left: true, refusal: new Proxy({}, { get() { throw 1 } }) }`, `{ left: true, refusal: 1n }`, `{ left: true, events: [new Event("navigateerror")] }`, `{ left: true, refusal: null, events: "x" }`,
}

// A page that calls the program itself, and gives it what the loader would, harms
// itself at most: each call settles, and the next one logs out.
func TestAttackOnThePlainProgram(t *testing.T) {
	t.Parallel()
	s := newPlainSite(t, program())
	u := s.plainLogIn(newTab(t, thirdPartyBlocked))
	u.tab.expectConsole("Uncaught") // what a listener throws
	u.tab.expectConsole("404")      // the probe of the auth domain
	for _, handover := range handovers {
		handover = strings.ReplaceAll(handover, "KEY", js(`%s`, u.key))
		for _, mode := range []string{"silent", "redirect", "local"} {
			if mode == "redirect" && !strings.Contains(handover, "left: true") {
				continue // it would leave the page
			}
			got := settle(u.tab, js(`passportLogout(%s, { mode: %s, timeoutMs: 300 }, `, s.config(nil), mode)+handover+`)`)

			if got.Receipt == nil {
				assert.Equal(t, "PassportError invalid_config", got.Name+" "+got.Code, "%s %s: %s", mode, handover, got.Message)
			} else if got.Message != "" {
				assert.Equal(t, "PassportError", got.Name, "%s %s: %s", mode, handover, got.Message)
			}
		}
		watching := eval[string](u.tab, js(`passportWatch(%s, () => { throw new Error("broken") }, `, s.config(nil))+handover+`).then((stop) => (stop(), "watches"), (e) => e.name + " " + e.code)`)
		assert.Contains(t, []string{"watches", "PassportError invalid_config"}, watching, handover)
	}
	next, entry := s.signIn(u.tab, clientID)
	eval[any](u.tab, js(`localStorage.setItem(%s, %s)`, u.key, entry))

	got := settle(u.tab, js(`passportLogout(%s)`, s.config(nil)))

	require.Empty(t, got.Message)
	assert.Equal(t, "ended", got.Receipt.IDP.Status)
	assert.False(t, next.passportAlive())
	assert.False(t, u.stored())
}
