package e2e

import (
	"net/http"
	"os"
	"strings"
	"time"
)

// What becomes of the program. Without it the loader logs out by itself, by a
// redirect whatever the mode.
var engineFaults = []fault{
	engine("passport.wasm is missing", http.NotFound),
	engine("passport.wasm is truncated", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/wasm")
		_, _ = w.Write(program()[:100_000])
	}),
	engine("passport.wasm is another build", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/wasm")
		_, _ = w.Write(anotherProgram())
	}),
	engine("passport.wasm is an HTML page", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte(document("Not found", "")))
	}),
	engine("the connection breaks", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }),
	{
		name: "passport.wasm with the wrong MIME type",
		setUp: func(sc *scene) {
			sc.override("/dist/passport.wasm", func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "text/plain")
				_, _ = w.Write(program())
			})
		},
		redirect: returning, silent: ended,
	},
	{
		name: "slow, 5 s",
		setUp: func(sc *scene) {
			sc.soon = true
			sc.override("/dist/passport.wasm", func(w http.ResponseWriter, r *http.Request) {
				select {
				case <-time.After(5 * time.Second):
				case <-r.Context().Done():
				}
			})
			sc.expect("net::ERR")
		},
		redirect: returning, silent: ended,
	},
	{
		name:     "called before it is there",
		setUp:    func(sc *scene) { sc.soon = true },
		redirect: returning, silent: ended,
	},
	{
		name: "passport.engine.mjs is missing",
		setUp: func(sc *scene) {
			sc.override("/dist/passport.engine.mjs", http.NotFound)
			sc.expect("404", "dynamically imported module")
			sc.revokes = false // that is the engine's
		},
		redirect: returning, silent: returning,
	},
	{
		name: "blocked by script-src",
		setUp: func(sc *scene) {
			sc.csp = strings.Replace(sc.csp, " 'wasm-unsafe-eval'", "", 1)
			sc.expect("WebAssembly", "Content Security Policy")
			decided(sc)
		},
		redirect: returning, silent: returning,
	},
	{
		name:     "WebAssembly is missing",
		setUp:    all(runs(`delete window.WebAssembly`, ""), decided),
		redirect: returning, silent: returning,
	},
	{
		name: "out of memory at the call",
		setUp: all(exhausted, func(sc *scene) {
			// Only now: the program would have room left from reading it before.
			sc.before = `Object.keys(localStorage).filter((k) => k.startsWith("oidc.user:")).forEach((k) => localStorage.setItem(k, "x".repeat(5_000_000)))`
			sc.revokes = false
		}),
		redirect: returning, silent: returning,
	},
	{
		name: "two copies of the script in the page, both log out",
		setUp: func(sc *scene) {
			sc.body = `<script src="/between.js"></script><script src="/dist/passport.js?again"></script>`
			sc.override("/between.js", script(`window.other = window.passport`))
			sc.tab.globals = append(sc.tab.globals, "other")
			sc.before = js(`other.ready().catch(() => {}).then(() => {
				const second = new other.Passport(%s);
				user.addEventListener("loggedOut", () => second.logout().catch(() => {}), { once: true });
			})`, sc.site.config(map[string]any{"logoutMode": sc.config["logoutMode"]}))
		},
		redirect: returning, silent: ended,
	},
}

// engine is a fault of passport.wasm, of which the browser tells.
func engine(name string, wasm http.HandlerFunc) fault {
	return fault{
		name: name,
		setUp: func(sc *scene) {
			sc.override("/dist/passport.wasm", wasm)
			sc.expect("404", "net::ERR")
			decided(sc)
		},
		redirect: returning, silent: returning,
	}
}

func program() []byte {
	data, err := os.ReadFile(dist + "/passport.wasm")
	if err != nil {
		panic(err)
	}
	return data
}

// anotherProgram is one that a browser would run: it has a custom section more,
// named x.
func anotherProgram() []byte { return append(program(), 0, 2, 1, 'x') }

// exhausted leaves the program no memory to grow into once a logout has begun,
// so that the next text of some megabytes ends it: Go's runtime gives up for good.
func exhausted(sc *scene) {
	runs(`((native, { removeItem }) => {
		let exhaust = () => {};
		Storage.prototype.removeItem = function (key) {
			exhaust();
			removeItem.call(this, key);
		};
		WebAssembly.instantiate = async (module, imports) => {
			const program = await native(module, imports);
			exhaust = () => {
				for (let pages = 1 << 16; pages >= 1; pages >>= 1) {
					try {
						program.exports.mem.grow(pages);
						pages <<= 1;
					} catch {}
				}
				imports.gojs["runtime.resetMemoryDataView"](0);
			};
			return program;
		};
	})(WebAssembly.instantiate, Storage.prototype)`, "")(sc)
	sc.expect("out of memory", "Go program", "exit code", "goroutine", "runtime")
}
