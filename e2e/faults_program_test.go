package e2e

import (
	"net/http"
	"os"
	"strings"
	"time"
)

// What becomes of the program. Without one that runs, the loader ends the logout by
// itself.
var programFaults = []fault{
	noWasm("passport.wasm is missing", http.NotFound),
	noWasm("passport.wasm is truncated", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/wasm")
		_, _ = w.Write(program()[:100_000])
	}),
	noWasm("passport.wasm is of another build", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/wasm")
		_, _ = w.Write(anotherProgram())
	}),
	noWasm("passport.wasm is an HTML page", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte(document("Not found", "")))
	}),
	noWasm("the connection breaks", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }),
	{
		name: "passport.wasm with the wrong MIME type",
		setUp: replaced(programFile, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/plain")
			_, _ = w.Write(program())
		}),
		redirect: returning, silent: ended, moments: comes,
	},
	{
		name: "slow, 5 s",
		setUp: all(replaced(programFile, func(w http.ResponseWriter, r *http.Request) {
			select {
			case <-time.After(5 * time.Second):
				_, _ = w.Write(program())
			case <-r.Context().Done():
			}
		}), expecting("net::ERR")),
		redirect: returning, silent: unverified, fallback: returning, moments: []moment{programLate},
	},
	withoutProgram("passport.program-….js is missing", all(replaced(moduleFile, http.NotFound),
		expecting("404", "dynamically imported module"))),
	withoutProgram("passport.program-….js is of another build", all(replaced(moduleFile, script(`export const build = "another"`)), unverifiedNext)),
	withoutProgram("passport.program-….js throws", all(replaced(moduleFile, script(`throw new Error("broken")`)), unverifiedNext)),
	withoutProgram("blocked by script-src", all(func(sc *scene) {
		sc.csp = strings.Replace(sc.csp, " 'wasm-unsafe-eval'", "", 1)
	}, expecting("WebAssembly", "Content Security Policy"), unverifiedNext)),
	withoutProgram("WebAssembly is missing", all(runs(`delete window.WebAssembly`, ""), unverifiedNext)),
	{
		name: "out of memory at the call",
		setUp: all(exhausted, func(sc *scene) {
			// Within the call: what else reads the session would end the program before.
			sc.before = `user.logout = (options) => {
				delete user.logout;
				window.exhausting = true;
				return user.logout(options);
			}`
			sc.revokes = false
			sc.tab.globals = append(sc.tab.globals, "exhausting")
		}),
		redirect: returning, silent: unverified, fallback: returning, moments: []moment{programReady},
	},
	{
		name: "two copies of the script in the page, both log out",
		setUp: func(sc *scene) {
			sc.body = `<script src="/between.js"></script><script src="/dist/passport.js?again"></script>`
			sc.override("/between.js", script(`window.other = window.passport; delete window.passport`))
			sc.tab.globals = append(sc.tab.globals, "other")
			sc.before = js(`other.ready().then(() => {
				const second = new other.Passport(%s);
				user.addEventListener("loggedOut", () => second.logout().catch(() => {}).then(() => second.close()), { once: true });
			})`, sc.site.config(map[string]any{"logoutMode": sc.config["logoutMode"]}))
		},
		// Two programs that load at once may miss the time that they have for it.
		redirect: returning, silent: ended, moments: []moment{programReady},
	},
}

// comes are the moments at which there is a passport.wasm to fail.
var comes = []moment{programReady, programLate}

// withoutProgram is a page in which it cannot run.
func withoutProgram(name string, setUp func(*scene)) fault {
	return fault{
		name: name, setUp: setUp, moments: comes,
		redirect: returning, silent: unverified, fallback: returning,
	}
}

// noWasm is a fault of passport.wasm.
func noWasm(name string, wasm http.HandlerFunc) fault {
	return withoutProgram(name, all(replaced(programFile, wasm), expecting("404", "net::ERR")))
}

// unverifiedNext is for a page that gets no program by lifting the fault: a module
// that a browser has once, it does not fetch again.
func unverifiedNext(sc *scene) { sc.next.outcome = resolves("unverified") }

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

// exhausted leaves the program no memory to grow into once a logout reads the session,
// which is a text of some megabytes then and ends it: Go's runtime gives up for good.
func exhausted(sc *scene) {
	runs(`((native, { getItem }) => {
		let exhaust = () => {};
		Storage.prototype.getItem = function (key) {
			if (!window.exhausting || !key.startsWith("oidc.user:")) return getItem.call(this, key);
			window.exhausting = false; // what is read back is gone
			exhaust();
			return "x".repeat(5_000_000);
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
