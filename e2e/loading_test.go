package e2e

import (
	"net/http"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestClassicScriptSetsThreeGlobalsAndTheModuleNone(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	p := newTab(t, thirdPartyBlocked)
	p.open(s.app + "/module")

	module := eval[[]string](p, `import("/dist/passport.mjs").then((m) => Object.keys(m).sort())`)
	globals := eval[bool](p, `"passport" in window || "passportLogout" in window || "logoutSilentCallback" in window`)

	assert.Equal(t, []string{"config", "logoutSilentCallback", "passport", "passportLogout"}, module)
	assert.False(t, globals)
	p.open(s.app + "/")
	assert.Equal(t, []string{"function", "function", "function", "object"}, eval[[]string](p,
		`[typeof passport.Passport, typeof passportLogout, typeof logoutSilentCallback, typeof passport.config.Environment]`))
}

func TestAProgramThatCannotStartIsAnError(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	s.pages["/"] = document("Application", `<script src="/break.js"></script><script src="/dist/passport.js"></script>`)
	s.mux.HandleFunc("/break.js", script(`Function.prototype.bind = undefined;`))
	p := newTab(t, thirdPartyBlocked)
	p.expectConsole("panic: ")
	p.open(s.app + "/")

	for _, call := range []string{`passport.ready()`, js(`new passport.Passport(%s).isLoggedIn()`, s.config(nil))} {
		code := eval[string](p, call+`.catch((error) => error.code)`)

		assert.Equal(t, "engine_failed", code, call)
	}
}

func TestTheModuleLogsOut(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
	u.tab.open(s.app + "/module")

	got := settle(u.tab, js(`import("/dist/passport.mjs").then((m) => m.passportLogout(%s))`, s.config(nil)))

	require.Empty(t, got.Message)
	assert.Equal(t, "ended", got.Receipt.IDP.Status)
	assert.False(t, u.passportAlive())
}

func TestTheProgramIsLoadedWhenThePageIsIdle(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	loaded := make(chan struct{}, 1)
	s.onLoad = func(path string) {
		if path == "/dist/passport.wasm" {
			loaded <- struct{}{}
		}
	}
	p := newTab(t, thirdPartyBlocked)
	p.open(s.app + "/")
	select {
	case <-loaded:
	case <-p.ctx.Done():
		t.Fatal("the page did nothing when it was idle")
	}
	eval[any](p, `passport.ready()`)
	assert.Equal(t, 1, s.loads("/dist/passport.wasm"))
}

// Whatever happens to the program, the user gets logged out.
func TestLogoutWithoutTheProgram(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		wasm    http.HandlerFunc
		csp     func(*site) string
		console []string
	}{
		"missing": {
			wasm:    http.NotFound,
			console: []string{"404"},
		},
		"an HTML page": {
			wasm: func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "text/html")
				_, _ = w.Write([]byte("<!doctype html>"))
			},
		},
		"blocked by CSP": {
			csp: func(s *site) string { return "script-src 'self'; connect-src 'self' " + s.auth },
			// The last is of a page that is left while it fetches.
			console: []string{"WebAssembly", "Content Security Policy", "Fetch API cannot load"},
		},
		"the connection breaks": {
			wasm:    func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
			console: []string{"net::ERR"},
		},
	} {
		// In silent mode an iframe that fails is for the program to judge, and so the
		// page is left for the auth domain.
		for _, mode := range []string{"redirect", "silent"} {
			t.Run(name+", "+mode, func(t *testing.T) {
				t.Parallel()
				s := newSite(t, sameSite)
				s.override("/dist/passport.wasm", c.wasm)
				if c.csp != nil {
					s.csp = c.csp(s)
				}
				if mode == "silent" {
					s.allowNoFrame()
				}
				u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
				for _, text := range append(c.console, "frame-src") {
					u.tab.expectConsole(text)
				}
				assert.Equal(t, "engine_failed", settle(u.tab, `passport.ready()`).Code)

				u.tab.arrive(s.app+"/", func() {
					u.tab.start(js(`((user) => {
						user.addEventListener("loggedOut", (e) => localStorage.setItem("engine", e.detail.receipt.engine));
						user.logout();
					})(new passport.Passport(%s))`, s.config(map[string]any{"logoutMode": mode})))
				})

				assert.False(t, u.stored())
				assert.False(t, u.passportAlive())
				s.revoked(t, u.refresh)
				assert.Equal(t, "fallback", eval[string](u.tab, `localStorage.getItem("engine")`))
			})
		}
	}
}

// A page that is no secure context has the browser check the program.
func TestAnotherProgramIsNotRun(t *testing.T) {
	t.Parallel()
	for host, message := range map[string]string{"localhost": "its integrity is wrong", "app.test": "Failed to fetch"} {
		t.Run(host, func(t *testing.T) {
			t.Parallel()
			s := newSiteOn(t, host, sameSite)
			p := newTab(t, thirdPartyBlocked)
			p.open(s.app + "/")
			require.Empty(t, settle(p, `passport.ready()`).Message, "the right one runs")

			s.override("/dist/passport.wasm", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(anotherProgram()) })
			other := newTab(t, thirdPartyBlocked)
			if host != "localhost" {
				other.expectConsole("integrity")
			}
			other.open(s.app + "/")
			got := settle(other, `passport.ready()`)
			assert.Equal(t, "engine_failed", got.Code)
			assert.Contains(t, got.Message, message)
		})
	}
}

func TestNoMIMETypeIsNeeded(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	s.override("/dist/passport.wasm", func(w http.ResponseWriter, r *http.Request) {
		data, err := os.ReadFile(dist + "/passport.wasm")
		assert.NoError(t, err)
		w.Header().Set("Content-Type", "application/octet-stream")
		_, _ = w.Write(data)
	})
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
	eval[any](u.tab, `passport.ready()`)

	got := settle(u.tab, js(`passportLogout(%s)`, s.config(nil)))

	require.Empty(t, got.Message)
	assert.Equal(t, "wasm", got.Receipt.Engine)
	assert.Equal(t, "ended", got.Receipt.IDP.Status)
}
