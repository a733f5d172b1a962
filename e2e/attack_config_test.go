package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

// hostile are objects that misbehave when they are read. In each, given is an
// object of good values, and key one of its keys.
var hostile = map[string]string{
	"throwing getter":       `Object.defineProperty({ ...given }, key, { enumerable: true, get() { throw "no" } })`,
	"getter throws nothing": `Object.defineProperty({ ...given }, key, { enumerable: true, get() { throw undefined } })`,
	"getter throws a proxy": `Object.defineProperty({ ...given }, key, { enumerable: true, get() { throw new Proxy({}, { get() { throw 1 } }) } })`,
	"second answer differs": `Object.defineProperty({ ...given }, key, { enumerable: true, get: ((n) => () => n++ ? "https://evil.test/" : given[key])(0) })`,
	"getter calls back":     `Object.defineProperty({ ...given }, key, { enumerable: true, get() { new passport.Passport(CONFIG).logout({ mode: "local" }); return given[key] } })`,
	"revoked proxy":         `(({ proxy, revoke }) => (revoke(), proxy))(Proxy.revocable({ ...given }, {}))`,
	"proxy without keys":    `new Proxy({ ...given }, { ownKeys() { throw new Error("no") } })`,
	"proxy with other keys": `new Proxy({ ...given }, { ownKeys: () => ["__proto__", "constructor", Symbol.iterator, key] })`,
	"proxy that changes":    `new Proxy({ ...given }, { get: ((n) => (o, k) => n++ > 4 ? {} : o[k])(0) })`,
	"endless prototypes":    `Object.setPrototypeOf({ ...given }, new Proxy({}, { get() { throw 1 }, getPrototypeOf() { throw 1 } }))`,
	"own __proto__":         `JSON.parse(JSON.stringify(given).replace("{", '{"__proto__": { "mode": "local" }, "toString": 1, "constructor": 2, '))`,
	"frozen":                `Object.freeze({ ...given })`,
	"no prototype":          `Object.assign(Object.create(null), given)`,
	"only inherited":        `Object.create(given)`,
	"a function":            `Object.assign(() => {}, given)`,
	"an array":              `Object.assign([], given)`,
	"a class":               `new (class { constructor() { Object.assign(this, given) } toJSON() { throw 1 } get [Symbol.toStringTag]() { throw 1 } })`,
	"another realm's":       `((frame) => { document.documentElement.append(frame); const o = new frame.contentWindow.Object; frame.remove(); return Object.assign(o, given) })(document.createElement("iframe"))`,
	"a symbol":              `Symbol("x")`,
	"a bigint":              `1n`,
	"a string":              `"x"`,
}

// A configuration is refused or works. Hostile options log out all the same.
func TestAttackByHostileObjects(t *testing.T) {
	t.Parallel()
	for part, key := range map[string]string{"config": "clientId", "overrides": "authenticationDomain", "options": "mode"} {
		t.Run(part, func(t *testing.T) {
			t.Parallel()
			inEveryMoment(t, func(t *testing.T, m moment) {
				s := newSite(t, sameSite)
				v := attackedIn(t, s, m)
				attacks := map[string]string{}
				for name, object := range hostile {
					object = `((given, key) => ` + object + `)`
					attacks[name] = map[string]string{
						"config":    object + `(CONFIG, "` + key + `"), {}`,
						"overrides": `{ ...CONFIG, overrides: ` + object + js(`({ authenticationDomain: %s }, "`, s.auth) + key + `") }, {}`,
						"options":   `CONFIG, ` + object + `({ mode: "silent", timeoutMs: 9000 }, "` + key + `")`,
					}[part]
				}
				v.attackedBy(attacks, part != "options")
				v.logsOutAsEver(part)
			})
		})
	}
}

// attackedBy calls passportLogout with hostile arguments, all at once: each call is
// of a client of its own, for whose configuration CONFIG stands. Where the
// configuration is the hostile one, refusing it is enough.
func (v *victim) attackedBy(attacks map[string]string, mayRefuse bool) {
	v.tab.t.Helper()
	var calls []string
	for name, arguments := range attacks {
		id := fmt.Sprint(clientID, len(calls))
		v.site.idp.AddClient(authdomain.Client{ID: id, LogoutURIs: []string{v.site.app + "/silent-logout"}})
		config := js(`%s`, v.site.config(map[string]any{"clientId": id}))
		calls = append(calls, js(`[%s, %s, async () => passportLogout(`, name, "oidc.user:"+v.site.auth+":"+id)+strings.ReplaceAll(arguments, "CONFIG", config)+`)]`)
	}
	v.begin(`(async (calls) => {
		for (const [, key] of calls) localStorage.setItem(key, "{}");
		const outcomes = calls.map(([name, key, call]) => call().then(
			(receipt) => [name, { receipt }],
			(e) => [name, { receipt: e?.receipt, name: e?.name, type: e?.type, code: e?.code, message: String(e?.message) }],
		).then(([name, outcome]) => [name, { ...outcome, stored: localStorage.getItem(key) !== null }]));
		return Object.fromEntries(await Promise.all(outcomes));
	})([`+strings.Join(calls, ",\n")+`])`, "")
	for name, got := range eval[map[string]struct {
		outcome
		Stored bool
	}](v.tab, `flight`) {
		if got.Receipt != nil && v.moment == programNever {
			assert.NotEqual(v.tab.t, "ended", got.Receipt.IDP.Status, name)
		}
		if got.Message != "" {
			assert.Equal(v.tab.t, "PassportError", got.Name, "%s: %s", name, got.Message)
			assert.NotContains(v.tab.t, []string{"", "internal"}, got.Code, "%s: %s", name, got.Message)
		}
		if mayRefuse && got.Type == "INVALID_CONFIGURATION" {
			continue
		}
		if assert.NotNil(v.tab.t, got.Receipt, "%s: %s", name, got.Message) {
			assert.Equal(v.tab.t, "cleared", got.Receipt.Local.Status, name)
		}
		assert.False(v.tab.t, got.Stored, name)
	}
}

// Values of every setting, each hostile in its own way.
func TestAttackByHostileValues(t *testing.T) {
	t.Parallel()
	for part, values := range map[string][]string{
		"config": {
			`storageKeys: new Proxy([], { get() { throw 1 } })`, `storageKeys: (({ proxy, revoke }) => (revoke(), proxy))(Proxy.revocable([], {}))`,
			`storageKeys: Object.defineProperty(["x"], 0, { get: ((n) => () => n++ ? Symbol() : "x")(0) })`,
			`storageKeys: Object.defineProperty(["x"], 0, { get() { throw 1 } })`, `storageKeys: Object.assign([1], { every: () => true })`,
			`storageKeys: Object.assign(["x"], { flatMap() { throw 1 }, [Symbol.iterator]() { throw 1 } })`, `storageKeys: Object.assign(["x"], { slice: () => Object.assign([1], { every: () => true }) })`, `storageKeys: Array(2 ** 32 - 1)`, `storageKeys: [,]`,
			`storageKeys: Array(20000).fill("x")`, `storageKeys: ["x".repeat(5e6)]`, `storageKeys: ["", "__proto__", "constructor", "removeItem", "length", "\ud800"]`,
			`allowedRedirectOrigins: ["x".repeat(5e6)]`, `allowedRedirectOrigins: ["/".repeat(2e6) + "x"]`, `allowedRedirectOrigins: ["*", "null", "", "https://*"]`,
			`clientId: new String("client")`, `clientId: { toString: () => "client" }`,
			`redirectUri: "x".repeat(1e7)`, `logoutRedirectUri: location.origin + "/" + "x".repeat(1e7)`, `logoutMode: "__proto__"`, `logoutMode: ["silent"]`,
			`overrides: { authenticationDomain: "https://a.test/?" }`, `overrides: { authenticationDomain: "https://a.test/#" }`, `silentTimeoutMs: NaN`, `silentTimeoutMs: 1e-9`, `silentTimeoutMs: 0.5`, `silentTimeoutMs: Infinity`,
			`provider: new Proxy({}, { get() { throw 1 } })`, `provider: new Proxy({}, { ownKeys() { throw 1 } })`, `provider: Object.create({ kind: "oidc", issuer: location.origin })`,
			`provider: { kind: "oidc", issuer: location.origin, parameters: new Proxy({ a: "b" }, { get() { throw 1 } }) }`, `provider: { kind: "oidc", issuer: location.origin, parameters: { get a() { throw 1 } } }`,
			`provider: { kind: "oidc", issuer: location.origin, parameters: { a: Object("b") } }`, `provider: { kind: "oidc", endSessionEndpoint: "javascript:alert(1)//" + "x".repeat(1e6) }`,
			`crossSdkBridgeEnabled: {}`, `baseConfig: new Proxy({}, { get() { throw 1 } })`, `audience: { get x() { throw 1 } }`,
		},
		"options": {
			`signal: Object.create(AbortSignal.prototype)`, `signal: new Proxy(new AbortController().signal, {})`, `signal: { aborted: false, addEventListener() {} }`,
			`signal: new EventTarget()`, `signal: new AbortController()`, `signal: AbortSignal`, `signal: Object.defineProperty(new AbortController().signal, "aborted", { get() { throw 1 } })`,
			`signal: Object.defineProperty(new AbortController().signal, "addEventListener", { get() { throw 1 } })`, `signal: Object.setPrototypeOf(new AbortController().signal, null)`,
			`signal: Object.defineProperty(new AbortController().signal, "reason", { get() { throw 1 } })`, `then: (f) => f("x")`, `get mode() { return Promise.resolve("local") }`,
			`timeoutMs: "1e3"`, `timeoutMs: 0.1`, `timeoutMs: -0`, `timeoutMs: 5n`, `timeoutMs: { valueOf() { throw 1 } }`, `mode: Symbol()`, `mode: { toString: () => "local" }`,
			`mode: "x".repeat(1e7)`, `logoutRedirectUri: "x".repeat(1e7)`, `logoutRedirectUri: location.origin + "/?" + "x".repeat(1e7), mode: "local"`,
			`fallback: "constructor"`, `fallback: Object("redirect")`, `storageKeys: ["x"]`, `__proto__: null, ["__proto__"]: 1`,
		},
	} {
		t.Run(part, func(t *testing.T) {
			t.Parallel()
			inEveryMoment(t, func(t *testing.T, m moment) {
				s := newSite(t, sameSite)
				v := attackedIn(t, s, m)
				attacks := map[string]string{}
				for _, value := range values {
					attacks[value] = `{ ...CONFIG, logoutMode: "local", ` + value + ` }, {}`
					if part == "options" {
						attacks[value] = `CONFIG, { mode: "silent", ` + value + ` }`
					}
				}
				v.attackedBy(attacks, part == "config")
				v.logsOutAsEver(part)
			})
		})
	}
}
