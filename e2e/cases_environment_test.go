package e2e

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// inNode runs a module in Node.js and returns what it prints.
func inNode(t *testing.T, code string, flags ...string) string {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("node is not installed")
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	output, err := exec.CommandContext(ctx, node, append(flags, "--input-type=module", "-e", code)...).CombinedOutput()
	require.NoError(t, err, string(output))
	return strings.TrimSpace(string(output))
}

// moduleURL is the address of a file of dist/ for Node.js.
func moduleURL(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join(dist, name))
	require.NoError(t, err)
	return "file://" + path
}

// A server that renders pages makes an instance for each, and keeps none.
func TestAServerThatRendersPagesKeepsNothing(t *testing.T) {
	t.Parallel()

	got := inNode(t, js(`
		const { passport } = await import(%s);
		const config = { clientId: "client", redirectUri: "https://app.example/redirect" };
		const make = () => { for (let i = 0; i < 50_000; i++) new passport.Passport(config); };
		const used = () => (gc(), process.memoryUsage().heapUsed);
		make();
		const before = used();
		make();
		const grown = used() - before;
		const code = await passport.ready().catch(({ name, code }) => name + " " + code);
		console.log(grown < 5_000_000 ? "nothing kept" : grown + " bytes kept", code);
	`, moduleURL(t, "passport.module.js")), "--expose-gc")

	assert.Equal(t, "nothing kept PassportError unsupported_environment", got)
}

// A worker has no window to leave and no document for an iframe.
func TestAWorkerIsNoPlaceToLogOut(t *testing.T) {
	t.Parallel()
	const answer = `Promise.all([
		passport.ready(), passportLogout(config), new passport.Passport(config).isLoggedIn(),
		new passport.Passport(config).getLogoutUrl(), logoutSilentCallback("https://app.example/"),
	].map((call) => call.then(() => "fulfilled", ({ name, code }) => name + " " + code))).then(postMessage)`
	for name, c := range map[string]struct{ options, code string }{
		"classic": {`{}`, `importScripts("/dist/passport.js");` + answer},
		"module":  {`{ type: "module" }`, `import { passport, passportLogout, logoutSilentCallback } from "/dist/passport.module.js";` + answer},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			s.csp = ""
			s.mux.HandleFunc("/worker.js", script(`const config = { clientId: "client", redirectUri: "https://app.example/" };`+c.code))
			p := newTab(t, thirdPartyBlocked)
			p.open(s.app + "/blank")

			got := eval[[]string](p, `new Promise((resolve, reject) => {
				const worker = new Worker("/worker.js", `+c.options+`);
				worker.onmessage = ({ data }) => resolve(data);
				worker.onerror = ({ message }) => reject(new Error(message));
			})`)

			const refused = "PassportError unsupported_environment"
			assert.Equal(t, []string{refused, refused, refused, refused, refused}, got)
		})
	}
}

// Test runners put the names of a simulated browser on Node's global object.
const simulations = `
	const environments = {
		jsdom: async () => {
			const { JSDOM } = await import(folder + "jsdom/lib/api.js");
			return new JSDOM("<!doctype html>", { url: "https://app.example/", pretendToBeVisual: true }).window;
		},
		"happy-dom": async () => {
			const { Window } = await import(folder + "happy-dom/lib/index.js");
			return new Window({ url: "https://app.example/" });
		},
	};
	const simulated = await environments[name]();
	const builtIn = new Set(["Object", "Function", "Array", "Number", "Boolean", "String", "Symbol", "Date", "Promise", "RegExp", "Error", "JSON", "Math",
		"Reflect", "Proxy", "Map", "Set", "WeakMap", "WeakSet", "WeakRef", "globalThis", "console", "process", "global", "Buffer", "undefined", "NaN",
		"Infinity", "eval", "TypeError", "Intl", "WebAssembly", "crypto", "performance", "setTimeout", "clearTimeout", "fetch"]);
	for (const key of new Set([...Object.getOwnPropertyNames(simulated), ...Object.getOwnPropertyNames(Object.getPrototypeOf(simulated))])) {
		if (builtIn.has(key) || key.startsWith("_") || /^\d+$/.test(key)) continue;
		const value = simulated[key];
		if (value === undefined) continue;
		Object.defineProperty(globalThis, key, { value: value === simulated ? globalThis : value, configurable: true, writable: true });
	}
	for (const key of ["addEventListener", "removeEventListener", "dispatchEvent"]) globalThis[key] = simulated[key].bind(simulated);
`

// A test of an application that runs in a simulated browser gets an error that it
// can expect, and its run is not failed by one that nobody catches.
func TestASimulatedBrowserGetsAnErrorItCanCatch(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		version string
		want    map[string]string
	}{
		"jsdom":     {"26.1.0", map[string]string{"silent": "engine_failed", "redirect": "engine_failed", "local": "fulfilled"}},
		"happy-dom": {"20.0.0", map[string]string{"silent": "engine_failed", "redirect": "engine_failed", "local": "storage_failed"}},
	} {
		for mode, want := range c.want {
			t.Run(name+", "+mode, func(t *testing.T) {
				t.Parallel()
				folder := filepath.Join(npmPackage(t, name+"@"+c.version), "node_modules") + "/"

				got := inNode(t, js(`
					const [name, folder, mode] = [%s, %s, %s];
					const uncaught = [];
					process.on("uncaughtException", (error) => uncaught.push(String(error)));
					process.on("unhandledRejection", (error) => uncaught.push(String(error)));
					console.warn = console.error = () => {};
					`+simulations+`
					const { passport } = await import(%s);
					localStorage.setItem("oidc.user:https://auth.immutable.com:client", "{}");
					const user = new passport.Passport({
						clientId: "client", redirectUri: "https://app.example/redirect", logoutRedirectUri: "https://app.example/", logoutMode: mode,
					});
					const settled = await user.logout({ timeoutMs: 500 }).then(() => "fulfilled", (error) => error instanceof passport.PassportError ? error.code : String(error));
					const kept = localStorage.getItem("oidc.user:https://auth.immutable.com:client");
					user.close();
					setTimeout(() => {
						console.log(settled, kept, uncaught.join());
						process.exit();
					}, 500);
				`, name, folder, mode, moduleURL(t, "passport.module.js")))

				assert.Equal(t, want+" null", got)
			})
		}
	}
}

// A script that stands in the page, or in a blob, has no files beside it. It logs
// out nevertheless, and says what to set; then the rest comes from there.
func TestAScriptWithoutAnAddress(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(dist + "/passport.js")
	require.NoError(t, err)
	insert := func(url string) string {
		return `<script src="/insert.js"></script><script>` + "insert(" + url + ")</script>"
	}
	for name, body := range map[string]string{
		"inlined": "<script>" + string(text) + "</script>",
		"blob":    insert(`URL.createObjectURL(new Blob([text], { type: "text/javascript" }))`),
		"data":    insert(`"data:text/javascript;base64," + btoa(unescape(encodeURIComponent(text)))`),
	} {
		for _, mode := range []string{"silent", "redirect"} {
			t.Run(name+", "+mode, func(t *testing.T) {
				t.Parallel()
				s := newSite(t, sameSite)
				s.csp = strings.Replace(strictCSP(s.auth), "script-src 'self'", "script-src 'self' 'unsafe-inline' blob: data:", 1)
				s.csp, _, _ = strings.Cut(s.csp, "; require-trusted-types-for")
				s.mux.HandleFunc("/insert.js", script(js(`var text = %s; var insert = (url) => {
					const script = document.createElement("script");
					script.src = url;
					document.documentElement.append(script);
				}`, string(text))))
				s.pages["/"] = document(name, body)
				u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
				u.tab.until(`window.passport`)
				u.tab.globals = append(u.tab.globals, "text", "insert", "entry")
				u.tab.expectConsole("404")
				entry := eval[string](u.tab, js(`localStorage.getItem(%s)`, u.key))
				config := s.config(map[string]any{"logoutMode": mode})

				ready := settle(u.tab, `passport.ready()`)
				assert.Equal(t, "engine_failed", ready.Code)
				assert.Contains(t, ready.Message, "set passport.wasm to the file beside it")
				logOut := func(engine string) {
					if mode == "redirect" {
						u.tab.arrive(s.app+"/", func() { u.tab.start(js(`passportLogout(%s)`, config)) })
						u.tab.until(`window.passport`)
					} else {
						got := settle(u.tab, js(`passportLogout(%s)`, config))
						require.Empty(t, got.Message)
						assert.Equal(t, engine, got.Receipt.Engine)
					}
					assert.False(t, u.stored())
				}
				logOut("fallback")
				assert.False(t, u.passportAlive())
				s.revoked(t, u.refresh)

				eval[any](u.tab, js(`(localStorage.setItem(%s, %s), passport.ready().catch(() => {}).then(() => { // what has begun is over
					passport.wasm = "/dist/passport.wasm";
					return passport.ready();
				}))`, u.key, entry))
				logOut("wasm")
			})
		}
	}
}
