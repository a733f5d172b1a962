package e2e

import "testing"

// assemble makes configurations and options, as JavaScript: the good ones with
// some values replaced by wrong or hostile ones, in objects that misbehave.
const assemble = `const thrower = () => { throw pick([1, undefined, new Error("no"), new Proxy({}, { get: thrower })]) };
const revoked = (target) => { const { proxy, revoke } = Proxy.revocable(target, {}); revoke(); return proxy };
const aborted = (...reason) => AbortSignal.abort(...reason);
const values = [
	() => undefined, () => null, () => true, () => false, () => 0, () => -0, () => NaN, () => -1, () => 0.5, () => 400, () => 1e9, () => 2 ** 31, () => Infinity, () => 1n, () => Symbol("x"),
	() => "", () => " ", () => "x", () => "silent", () => "redirect", () => "local", () => "auto", () => "none", () => "top", () => "self", () => "constructor", () => "__proto__", () => "\ud800",
	() => pick(corpus), () => pick(corpus), () => pick(corpus), () => "x".repeat(below(1e5)), () => "/".repeat(1e5) + "x", () => new String("silent"), () => ({}), () => [], () => [[]],
	() => pick(corpus).split(""), () => Array(below(5)).fill("x"), () => ["x", below(9)], () => [, "x"], () => Array(2 ** 32 - 1), () => Array(150).fill("y"), () => ["x".repeat(3000)],
	() => Object.defineProperty(["x"], 0, { get: thrower }), () => Object.assign(["x"], { every: () => true, flatMap: thrower, [Symbol.iterator]: thrower }), () => new Uint8Array(9),
	() => () => {}, () => new Date(NaN), () => /x/g, () => Promise.resolve("x"), () => window, () => document.documentElement, () => new Proxy({}, { get: thrower }), () => new Proxy([], { get: thrower }),
	() => new Proxy(() => {}, {}), () => revoked({}), () => revoked([]), () => ({ toString: thrower, valueOf: thrower, toJSON: thrower, [Symbol.toPrimitive]: thrower }),
	() => new AbortController().signal, () => aborted(), () => aborted(undefined), () => aborted("x"), () => AbortSignal.timeout(below(50)), () => Object.create(AbortSignal.prototype),
	() => new Proxy(new AbortController().signal, {}), () => Object.defineProperty(new AbortController().signal, "aborted", { get: thrower }), () => Object.defineProperty(aborted(), "reason", { get: thrower }),
	() => ({ authenticationDomain: pick(values)() }), () => ({ then: (f) => f("x") }), () => ({ __proto__: null }), () => globalThis.passport,
];
const unsized = ({ length, ...rest }) => rest;
const names = ["baseConfig", "overrides", "clientId", "redirectUri", "logoutRedirectUri", "logoutMode", "crossSdkBridgeEnabled", "storageKeys", "silentTimeoutMs", "fallback", "redirectTarget",
	"allowedRedirectOrigins", "mode", "timeoutMs", "signal", "audience", "scope", "__proto__", "constructor", "toString", "hasOwnProperty", "cleared", "session", "code", "receipt", "0", "length", ""];
const shapes = [
	(o) => o, (o) => o, (o) => o, (o) => Object.freeze(o), (o) => Object.assign(Object.create(null), o), (o) => Object.create(o), (o) => Object.assign(() => {}, unsized(o)), (o) => Object.assign([], unsized(o)), (o) => revoked(o),
	(o) => new Proxy(o, {}), (o) => new Proxy(o, { ownKeys: thrower }), (o) => new Proxy(o, { get: (t, k) => (below(9) ? t[k] : thrower()) }), (o) => new Proxy(o, { getOwnPropertyDescriptor: thrower }),
	(o) => new Proxy(o, { ownKeys: () => names.concat(Symbol.iterator) }), (o) => new Proxy(o, { has: thrower, getPrototypeOf: thrower, set: thrower, defineProperty: thrower }),
	(o) => Object.defineProperty(o, pick(Object.keys(o)) ?? "mode", { enumerable: true, get: thrower }),
	(o) => { const key = pick(Object.keys(o)) ?? "mode", first = o[key]; let n = 0; return Object.defineProperty(o, key, { enumerable: true, get: () => (n++ ? pick(values)() : first) }) },
	() => pick(values)(),
];
const assembled = (good) => {
	const object = { ...good };
	for (let n = below(4); n > 0; n--) {
		const name = pick(names);
		Object.defineProperty(object, name, { value: pick(values)(), enumerable: true, configurable: true, writable: true });
	}
	try {
		return pick(shapes)(object);
	} catch {
		return object; // with a prototype that is no object any more
	}
};
`

// tryConfigurations constructs and logs out many times. The page's navigate
// listener holds it here, and looks where it would have gone.
const tryConfigurations = `(async (seed, config, corpus, entry, rounds, missing) => {
	` + random + assemble + `
	const wrong = [], domain = config.overrides.authenticationDomain, key = "oidc.user:" + domain + ":" + config.clientId;
	let i, made = 0;
	const say = (...what) => wrong.push("round " + i + ": " + what.join(" "));
	const hold = (event) => {
		event.preventDefault();
		const { origin: to, pathname, searchParams } = new URL(event.destination.url), back = searchParams.get("returnTo");
		if (!/\/(v2\/logout|im-logged-out)$/.test(pathname) || (back && new URL(back).origin !== origin)) say("navigates to", event.destination.url);
	};
	navigation.addEventListener("navigate", hold);
	const settled = (promise, what) => {
		let timer;
		const never = new Promise((resolve) => { timer = setTimeout(resolve, 15000, { code: "hangs" }) });
		return Promise.race([Promise.resolve(promise).then(() => ({}), (error) => ({ error, code: error?.code })), never]).finally(() => clearTimeout(timer));
	};
	for (i = 0; i < rounds && wrong.length < 5; i++) {
		let user;
		try {
			user = new passport.Passport(assembled(config));
		} catch (e) {
			if (!(e instanceof passport.PassportError) || e.type !== "INVALID_CONFIGURATION") say("the constructor threw", String(e), e?.stack);
		}
		const ours = new passport.Passport({ ...config, logoutMode: "silent" });
		for (const instance of user ? [user, ours] : [ours]) {
			made++;
			localStorage.setItem(key, entry);
			const options = assembled({ timeoutMs: 300 });
			const flight = instance.logout(options);
			if (instance === ours && localStorage.getItem(key) !== null) say("the session is still there");
			const { error, code } = await settled(flight);
			if (code === "hangs" || code === "internal" || (code === "engine_failed" && !missing)) say(code, error?.stack);
			else if (error instanceof Error && error.name === "PassportError" && !error.receipt) say("no receipt:", code, error.message);
			else if (error instanceof Error && !["PassportError", "AbortError", "TimeoutError"].includes(error.name)) say("rejected with", error.stack);
			if (instance === ours && localStorage.getItem(key) !== null) say("the session is back");
			instance.close();
			const last = await settled(passportLogout({ ...config, logoutMode: "local" }));
			if (last.error) say("the next logout:", last.error);
		}
	}
	navigation.removeEventListener("navigate", hold);
	return { wrong, made };
})`

func TestFuzzConfigurations(t *testing.T) {
	t.Parallel()
	inEveryMoment(t, func(t *testing.T, m moment) {
		fuzz(t, nil, func(seed uint32) []string {
			s := newSite(t, sameSite)
			v := attackedIn(t, s, m)
			v.tab.expectConsole("")
			corpus := append(hostileURLs(s.app), s.app, s.app+"/silent-logout", s.auth, s.auth+"/x")

			// A logout whose limit ends before a program comes that is on its way is without one.
			v.begin(tryConfigurations+js(`(%s, %s, %s, %s, 12, %s)`, seed, s.config(nil), corpus, `{"id_token":"a.b.c","refresh_token":"r"}`, m != programReady), "")
			got := eval[struct {
				Wrong []string
				Made  int
			}](v.tab, `flight`)

			if got.Made < 12 {
				return append(got.Wrong, "too few instances")
			}
			v.logsOutAsEver("fuzzed configurations")
			return got.Wrong
		})
	})
}
