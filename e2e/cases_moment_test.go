package e2e

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// fail has a file arrive as missing, once the returned function is called.
func (s *site) fail(file string) (arrive func()) {
	held := make(chan struct{})
	s.override(file, func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-held:
			http.NotFound(w, r)
		case <-r.Context().Done():
		}
	})
	return func() { close(held) }
}

// Nothing begins after an abort, whatever becomes of the program then.
func TestAnAbortIsFinalWhenTheProgramFails(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change map[string]any
		visits int // that may have begun
	}{
		"silent":                            {nil, 1},
		"silent, then redirect":             {map[string]any{"fallback": "redirect"}, 1},
		"redirect, with IndexedDB to clear": {map[string]any{"logoutMode": "redirect", "crossSdkBridgeEnabled": true}, 0},
		"auto":                              {map[string]any{"logoutMode": "auto"}, 0},
	} {
		for _, file := range []string{moduleFile, programFile} {
			t.Run(name+", "+file, func(t *testing.T) {
				t.Parallel()
				s := newSite(t, sameSite)
				fail := s.fail(file)
				u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
				u.tab.expectConsole("404")
				s.idp.SetFault(logoutPath, hang)
				s.idp.SetFault("/im-logged-out", hang)

				got := settle(u.tab, js(`((controller) => {
					const flight = passportLogout(%s, { signal: controller.signal });
					setTimeout(() => controller.abort(new TypeError("enough")));
					return flight;
				})(new AbortController())`, s.config(c.change)))
				fail()
				ready := settle(u.tab, `passport.ready()`)
				// Were the page to leave, it would before it comes back from a server.
				eval[any](u.tab, `fetch("/blank")`)

				assert.Equal(t, "TypeError enough", got.Name+" "+got.Message)
				assert.Equal(t, "engine_failed", ready.Code)
				assert.Equal(t, s.app+"/", u.tab.location())
				assert.LessOrEqual(t, len(s.idp.Requests(logoutPath))+len(s.idp.Requests("/im-logged-out")), c.visits)
				assert.False(t, u.stored())
			})
		}
	}
}

// A limit that is shorter than the wait for the program is the logout's, and no
// page is left that nobody asked to leave.
func TestLimitsAreKeptWhileTheProgramIsOnItsWay(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ config, options map[string]any }{
		"an option":             {nil, map[string]any{"timeoutMs": 300}},
		"a setting":             {map[string]any{"silentTimeoutMs": 300}, nil},
		"an option for another": {map[string]any{"silentTimeoutMs": 60_000, "fallback": "redirect"}, map[string]any{"timeoutMs": 300, "fallback": "none"}},
	} {
		for _, file := range []string{moduleFile, programFile} {
			t.Run(name+", "+file, func(t *testing.T) {
				t.Parallel()
				s := newSite(t, sameSite)
				s.hold(file)
				s.idp.SetFault(logoutPath, hang)
				u := s.logIn(newTab(t, thirdPartyBlocked), clientID)

				// Timers of one page come in their order, however busy it is.
				got := settle(u.tab, js(`Promise.race([
					passportLogout(%s, %s),
					new Promise((_, reject) => setTimeout(reject, 2_900, new Error("too late"))),
				])`, s.config(c.config), c.options))

				assert.Equal(t, "engine_failed", got.Code, got.Message)
				require.NotNil(t, got.Receipt)
				assert.Equal(t, "unverified engine_failed", got.Receipt.IDP.Status+" "+got.Receipt.IDP.Reason)
				assert.Equal(t, s.app+"/", u.tab.location())
				s.revoked(t, u.refresh)
			})
		}
	}
}

// What needs no program works without it.
func TestWhatNeedsNoProgram(t *testing.T) {
	t.Parallel()
	for _, file := range []string{moduleFile, programFile} {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			s.override(file, http.NotFound)
			u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
			u.tab.expectConsole("404")
			u.tab.globals = append(u.tab.globals, "user")
			eval[any](u.tab, js(`void (window.user = new passport.Passport(%s))`, s.config(nil)))
			assert.Equal(t, "engine_failed", settle(u.tab, `passport.ready()`).Code)

			assert.Equal(t, []any{true, true, true, "player@example.com"}, eval[[]any](u.tab, js(`(async (stored) => [
				await user.isLoggedIn(),
				await user.getIdToken() === stored.id_token,
				await user.getAccessToken() === stored.access_token,
				(await user.getUserInfo()).email,
			])(JSON.parse(localStorage.getItem(%s)))`, u.key)))
			entry := eval[string](u.tab, js(`localStorage.getItem(%s)`, u.key))

			url := eval[string](u.tab, `user.getLogoutUrl()`)
			assert.True(t, strings.HasPrefix(url, s.auth+logoutPath+"?client_id=client&returnTo=http"), url)
			assert.False(t, u.stored())

			eval[any](u.tab, js(`localStorage.setItem(%s, %s)`, u.key, entry))
			got := settle(u.tab, `user.logout({ mode: "local" })`)
			require.Empty(t, got.Message)
			assert.Equal(t, "cleared", got.Receipt.Local.Status)
			assert.Equal(t, "skipped", got.Receipt.IDP.Status)
			assert.False(t, u.stored())
			assert.Empty(t, s.idp.Requests("/oauth/revoke"), "neither revokes")
			assert.Empty(t, s.idp.Requests(logoutPath))
		})
	}
}

// The request for the revocation leaves in the task of the call, so that a page
// which goes at once takes it along.
func TestARevocationOutlivesThePage(t *testing.T) {
	t.Parallel()
	for _, mode := range []string{"silent", "redirect"} {
		for name, call := range map[string]string{
			"a link is followed":      `(passportLogout(%s).catch(() => {}), location.href = "/blank")`,
			"as the page is hidden":   `(document.addEventListener("visibilitychange", () => passportLogout(%s).catch(() => {})), location.href = "/blank")`,
			"as the page goes":        `(addEventListener("pagehide", () => passportLogout(%s).catch(() => {})), location.href = "/blank")`,
			"before the page goes":    `(addEventListener("beforeunload", () => passportLogout(%s).catch(() => {})), location.href = "/blank")`,
			"the document is emptied": `(passportLogout(%s).catch(() => {}), document.open(), location.href = "/blank")`,
		} {
			t.Run(mode+", "+name, func(t *testing.T) {
				t.Parallel()
				s := newSite(t, sameSite)
				s.hold(programFile)
				u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
				u.tab.expectConsole("net::ERR")

				u.tab.arrive(s.app, func() {
					u.tab.start(js(call, s.config(map[string]any{"logoutMode": mode})))
				})

				s.revoked(t, u.refresh)
				u.tab.stop(s.app + "/blank")
				assert.False(t, u.stored())
			})
		}
	}
}

// A page that is left while it loads the program has nothing to complain about.
func TestLeavingWhileTheProgramLoadsIsNoFailure(t *testing.T) {
	t.Parallel()
	for _, file := range []string{moduleFile, programFile} {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			s.hold(file)
			s.before("/", `console.warn = (text) => localStorage.setItem("warned", text)`)
			u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
			asking := s.loads(file)
			u.tab.start(`passport.ready().catch(() => localStorage.setItem("failed", "yes"))`)
			require.Eventually(t, func() bool { return s.loads(file) > asking }, patience, 2*time.Millisecond)

			u.tab.arrive(s.app+"/blank", func() { u.tab.start(`location.href = "/blank"`) })

			assert.Empty(t, eval[string](u.tab, `localStorage.getItem("warned") ?? ""`))
		})
	}
}
