package e2e

import (
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// otherBuild is a file of the build under test as another build would have it.
func otherBuild(t *testing.T, name string) http.HandlerFunc {
	t.Helper()
	module, err := filepath.Glob(filepath.Join(dist, path.Base(moduleFile)))
	require.NoError(t, err)
	require.Len(t, module, 1)
	build := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(module[0]), "passport.program-"), ".js")
	if name == path.Base(moduleFile) {
		name = filepath.Base(module[0])
	}
	text, err := os.ReadFile(filepath.Join(dist, name))
	require.NoError(t, err)
	other := strings.ReplaceAll(string(text), build, "another")
	require.NotEqual(t, string(text), other)
	return script(other)
}

// A loader that meets files of another build, as after a deploy that a cache has
// seen half of, and one that meets none, logs the user out all the same. It claims
// nothing of the Passport session.
func TestWhatIsNotOfThisBuildIsAsMissing(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		file    string
		answer  func(*testing.T) http.HandlerFunc // nil: it never comes
		message string
	}{
		"an older loader": {
			"/dist/passport.js", func(t *testing.T) http.HandlerFunc { return otherBuild(t, "passport.js") }, "passport.program-another.js could not be loaded",
		},
		"an older module": {
			moduleFile, func(t *testing.T) http.HandlerFunc { return otherBuild(t, path.Base(moduleFile)) }, "of another build",
		},
		"an older program": {
			programFile, func(*testing.T) http.HandlerFunc {
				return func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(anotherProgram()) }
			}, "its integrity is wrong",
		},
		"a module that throws": {
			moduleFile, func(*testing.T) http.HandlerFunc { return script(`throw new TypeError("broken")`) }, "broken",
		},
		"a module that is none": {
			moduleFile, func(*testing.T) http.HandlerFunc { return script(`}`) }, "could not be loaded",
		},
		"a module without exports": {
			moduleFile, func(*testing.T) http.HandlerFunc { return script(``) }, "of another build",
		},
		"a module that never comes":  {moduleFile, nil, "did not come in time"},
		"a program that never comes": {programFile, nil, "did not come in time"},
	} {
		for _, mode := range []string{"silent", "redirect", "local"} {
			t.Run(name+", "+mode, func(t *testing.T) {
				t.Parallel()
				s := newSite(t, sameSite)
				if c.answer != nil {
					s.override(c.file, c.answer(t))
				} else {
					s.hold(c.file)
				}
				u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
				u.tab.expectConsole("Failed to load resource")
				logout := js(`passportLogout(%s)`, s.config(map[string]any{"logoutMode": mode, "silentTimeoutMs": 20_000}))

				if mode == "redirect" {
					u.tab.arrive(s.app+"/", func() { u.tab.start(logout) })
				} else {
					got := settle(u.tab, logout)
					require.Empty(t, got.Message)
					assert.Equal(t, "fallback", got.Receipt.Engine)
					assert.Equal(t, []string{u.key}, got.Receipt.Local.Removed)
					want := "unverified message engine_failed"
					if mode == "local" {
						want = "skipped  local mode"
					}
					assert.Equal(t, want, strings.Join([]string{got.Receipt.IDP.Status, got.Receipt.IDP.Via, got.Receipt.IDP.Reason}, " "))
				}

				assert.False(t, u.stored())
				assert.Equal(t, mode == "local", u.passportAlive())
				if mode != "local" {
					s.revoked(t, u.refresh)
				}
				if c.answer != nil {
					ready := settle(u.tab, `passport.ready()`)
					assert.Equal(t, "PassportError engine_failed", ready.Name+" "+ready.Code)
					assert.Contains(t, ready.Message, c.message)
				}
			})
		}
	}
}

// Files that come when the logout is over change nothing of it.
func TestWhatComesAfterTheLogoutDoesNothing(t *testing.T) {
	t.Parallel()
	for _, file := range []string{moduleFile, programFile} {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			arrive := s.hold(file)
			u := s.logIn(newTab(t, thirdPartyBlocked), clientID)

			got := settle(u.tab, js(`passportLogout(%s, { timeoutMs: 5000 })`, s.config(nil)))
			arrive()
			eval[any](u.tab, `passport.ready()`)

			require.Empty(t, got.Message)
			assert.Equal(t, "fallback", got.Receipt.Engine)
			assert.Len(t, s.idp.Requests(logoutPath), 1)
			assert.Len(t, s.idp.Requests("/oauth/revoke"), 1)
			again := settle(u.tab, js(`passportLogout(%s)`, s.config(nil)))
			require.Empty(t, again.Message)
			assert.Equal(t, "wasm", again.Receipt.Engine)
		})
	}
}
