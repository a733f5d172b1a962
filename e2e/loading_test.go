package e2e

import (
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestClassicScriptSetsThreeGlobalsAndTheModuleNone(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	p := newTab(t, thirdPartyBlocked)
	p.open(s.app + "/module")

	module := eval[[]string](p, `import("/dist/passport.module.js").then((m) => Object.keys(m).sort())`)
	globals := eval[bool](p, `"passport" in window || "passportLogout" in window || "logoutSilentCallback" in window`)

	assert.Equal(t, []string{"Passport", "PassportError", "config", "logoutSilentCallback", "passport", "passportLogout"}, module)
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

	for _, call := range []string{"the first", "the next"} {
		assert.Equal(t, "engine_failed", settle(p, `passport.ready()`).Code, call)
	}
}

func TestTheModuleLogsOut(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
	u.tab.open(s.app + "/module")

	got := settle(u.tab, js(`import("/dist/passport.module.js").then((m) => m.passportLogout(%s))`, s.config(nil)))

	require.Empty(t, got.Message)
	assert.Equal(t, "ended", got.Receipt.IDP.Status)
	assert.False(t, u.passportAlive())
}

// noProgram is a way in which the program never comes.
type noProgram struct {
	wasm    http.HandlerFunc
	csp     func(*site) string
	console []string
}

// logIn signs a user in on a page that knows that there is none.
func (c noProgram) logIn(s *site, p *tab) *user {
	p.t.Helper()
	s.override(programFile, c.wasm)
	if c.csp != nil {
		s.csp = c.csp(s)
	}
	for _, text := range c.console {
		p.expectConsole(text)
	}
	u := s.logIn(p, clientID)
	require.Equal(p.t, "engine_failed", settle(p, withProgram).Code)
	return u
}

// Whatever happens to the program, the user gets logged out. In silent mode the
// page stays, and its receipt claims nothing of the Passport session.
func TestLogoutWithoutTheProgram(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]noProgram{
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
			csp: func(s *site) string { return strings.Replace(s.csp, " 'wasm-unsafe-eval'", "", 1) },
			// The last is of a page that is left while it fetches.
			console: []string{"WebAssembly", "Content Security Policy", "Fetch API cannot load"},
		},
		"the connection breaks": {
			wasm:    func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
			console: []string{"net::ERR"},
		},
	} {
		t.Run(name+", redirect", func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			u := c.logIn(s, newTab(t, thirdPartyBlocked))

			u.tab.arrive(s.app+"/", func() {
				u.tab.start(js(`((user) => {
					user.addEventListener("loggedOut", (e) => localStorage.setItem("engine", e.detail.receipt.engine));
					user.logout();
				})(new passport.Passport(%s))`, s.config(map[string]any{"logoutMode": "redirect"})))
			})

			assert.False(t, u.stored())
			assert.False(t, u.passportAlive())
			s.revoked(t, u.refresh)
			assert.Equal(t, "fallback", eval[string](u.tab, `localStorage.getItem("engine")`))
		})
		t.Run(name+", silent", func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			u := c.logIn(s, newTab(t, thirdPartyBlocked))

			got := settle(u.tab, js(`passportLogout(%s)`, s.config(nil)))

			require.Empty(t, got.Message)
			assert.Equal(t, "fallback", got.Receipt.Engine)
			assert.Equal(t, []string{u.key}, got.Receipt.Local.Removed)
			assert.Equal(t, "sent", got.Receipt.Revocation.Status)
			assert.Equal(t, "unverified", got.Receipt.IDP.Status)
			assert.Equal(t, "message", got.Receipt.IDP.Via)
			assert.Equal(t, "engine_failed", got.Receipt.IDP.Reason)
			assert.False(t, u.stored())
			assert.False(t, u.passportAlive())
			s.revoked(t, u.refresh)
		})
	}
}

// Where no message comes, it fails at its limit, or leaves the page where that was
// asked for.
func TestASilentLogoutWithoutTheProgramThatHearsNothing(t *testing.T) {
	t.Parallel()
	missing := noProgram{wasm: http.NotFound, console: []string{"404"}}
	t.Run("fallback none", func(t *testing.T) {
		t.Parallel()
		s := newSite(t, sameSite)
		s.idp.SetFault("/v2/logout", hang)
		u := missing.logIn(s, newTab(t, thirdPartyBlocked))

		got := settle(u.tab, js(`passportLogout(%s, { timeoutMs: 300 })`, s.config(nil)))

		assert.Equal(t, "engine_failed", got.Code)
		assert.Equal(t, "unverified", got.Receipt.IDP.Status)
		assert.Equal(t, "cleared", got.Receipt.Local.Status)
		assert.Len(t, s.idp.Requests("/v2/logout"), 1)
		s.revoked(t, u.refresh)
	})
	t.Run("fallback redirect", func(t *testing.T) {
		t.Parallel()
		s := newSite(t, sameSite)
		s.pages["/silent-logout"] = document("Callback that never calls", ``)
		u := missing.logIn(s, newTab(t, thirdPartyBlocked))

		u.tab.arrive(s.app+"/silent-logout", func() {
			u.tab.start(js(`passportLogout(%s, { timeoutMs: 300 })`, s.config(map[string]any{"fallback": "redirect"})))
		})

		assert.False(t, u.stored())
		assert.False(t, u.passportAlive())
	})
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
