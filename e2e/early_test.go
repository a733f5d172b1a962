package e2e

import (
	"net/http"
	"net/url"
	"path"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The files that the loader loads later. The name of the first has the build in it.
const (
	moduleFile  = "/dist/passport.program-*.js"
	programFile = "/dist/passport.wasm"
)

// fileOf is the path of a request, and moduleFile for that.
func fileOf(r *http.Request) string {
	if module, _ := path.Match(moduleFile, r.URL.Path); module {
		return moduleFile
	}
	return r.URL.Path
}

// hold keeps a file back until the returned function is called.
func (s *site) hold(file string) (release func()) {
	held := make(chan struct{})
	s.override(file, func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-held:
			s.mux.ServeHTTP(w, r)
		case <-r.Context().Done():
		}
	})
	return func() { close(held) }
}

// logInBefore signs a user in on a page that has asked for a file, which arrives
// later. Where none is named, the program runs.
func (s *site) logInBefore(p *tab, file string) (u *user, arrive func()) {
	p.t.Helper()
	if file == "" {
		u = s.logIn(p, clientID)
		eval[any](p, withProgram)
		return u, func() {}
	}
	arrive = s.hold(file)
	u = s.logIn(p, clientID)
	p.start(withProgram + `.catch(() => {})`)
	require.Eventually(p.t, func() bool { return s.loads(file) > 0 }, patience, 2*time.Millisecond, file)
	return u, arrive
}

// early logs out while the program is on its way, and tells what happens at once.
func early(u *user, config map[string]any) []any {
	u.tab.globals = append(u.tab.globals, "flight", "called")
	return eval[[]any](u.tab, js(`(() => {
		const events = [];
		const user = new passport.Passport(%s);
		user.addEventListener("loggedOut", (e) => events.push(e.detail.reason));
		window.called = new Promise((resolve) => addEventListener("message", () => resolve(true)));
		window.flight = user.logout();
		flight.catch(() => {}); // whoever looks comes later
		return [flight === user.logout(), localStorage.getItem(%s) === null, events.join()];
	})()`, config, u.key))
}

// The program judges what has happened before it came as if it had been there.
func TestALateProgramJudgesWhatHasHappened(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		app    string
		auth   string
		mode   cookies
		status string
		alive  bool
		via    string
	}{
		"same site":                   {"localhost", sameSite, thirdPartyBlocked, "ended", false, "location"},
		"same site, by message":       {"localhost", sameSite, thirdPartyBlocked, "ended", false, "message"},
		"same site, sibling hosts":    {"app.test.localhost", "auth.test.localhost", thirdPartyBlocked, "ended", false, "location"},
		"cross site":                  {"localhost", crossSite, thirdPartyBlocked, "unverified", true, "location"},
		"cross site, by message":      {"localhost", crossSite, thirdPartyBlocked, "unverified", true, "message"},
		"cross site, cookies allowed": {"localhost", crossSite, thirdPartyAllowed, "unverified", false, "location"},
		"cross site, a common suffix": {"app.localhost", "auth.localhost", thirdPartyBlocked, "unverified", true, "location"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSiteOn(t, c.app, c.auth)
			release := s.hold(programFile)
			if c.via == "message" {
				s.tellOnlyByMessage(t)
			}
			u := s.logIn(newTab(t, c.mode), clientID)

			assert.Equal(t, []any{true, true, "logout"}, early(u, s.config(nil)))
			assert.True(t, eval[bool](u.tab, `called`))
			release()
			got := settle(u.tab, `flight`)

			require.Empty(t, got.Message)
			assert.Equal(t, "wasm", got.Receipt.Engine)
			assert.Equal(t, "silent", got.Receipt.Mode)
			assert.Equal(t, []string{u.key}, got.Receipt.Local.Removed)
			assert.Contains(t, []string{"sent", "revoked"}, got.Receipt.Revocation.Status)
			assert.Equal(t, c.status, got.Receipt.IDP.Status)
			assert.Equal(t, c.via, got.Receipt.IDP.Via)
			assert.Equal(t, c.alive, u.passportAlive())
			s.revoked(t, u.refresh)
		})
	}
}

// Nothing of a logout waits for the files that judge it. The callback page has
// loaded by then, with or without a call.
func TestASilentLogoutIsOnItsWayBeforeWhatJudgesIt(t *testing.T) {
	t.Parallel()
	silent := document("Callback", ``)
	for name, c := range map[string]struct {
		callback, uri, code string
		via                 []string // any: a browser may tell of the load before the message
	}{
		"the callback page calls":      {callbackPage, "/silent-logout", "", []string{"message", "location"}},
		"the callback page is silent":  {silent, "/silent-logout", "", []string{"location"}},
		"the auth domain has an error": {callbackPage, "/silent-logout?error=access_denied", "idp_error", []string{""}},
	} {
		for _, late := range []string{moduleFile, programFile} {
			t.Run(name+", before "+late, func(t *testing.T) {
				t.Parallel()
				s := newSite(t, sameSite)
				release := s.hold(late)
				s.pages["/silent-logout"] = c.callback
				u := s.logIn(newTab(t, thirdPartyBlocked), clientID)

				early(u, s.config(map[string]any{"logoutRedirectUri": s.app + c.uri}))
				u.tab.until(`document.querySelector("iframe")?.contentDocument?.title === "Callback"`)
				u.tab.until(`document.querySelector("iframe").contentDocument.readyState === "complete"`)
				s.revoked(t, u.refresh)
				release()
				got := settle(u.tab, `flight`)

				assert.Equal(t, c.code, got.Code, got.Message)
				assert.Equal(t, "wasm", got.Receipt.Engine)
				assert.Contains(t, c.via, got.Receipt.IDP.Via)
				assert.Len(t, s.idp.Requests("/v2/logout"), 1)
				assert.Len(t, s.idp.Requests("/oauth/revoke"), 1)
				assert.False(t, u.passportAlive())
			})
		}
	}
}

// The loader opens the same iframe as the program does by itself.
func TestFramesOfTheLoaderAreThoseOfTheProgram(t *testing.T) {
	t.Parallel()
	frame := func(s *site, logIn func(*tab) *user) string {
		s.idp.SetFault("/v2/logout", hang)
		u := logIn(newTab(t, thirdPartyBlocked))
		attributes := eval[string](u.tab, js(`((controller) => {
			const flight = passportLogout(%s, { signal: controller.signal });
			const frame = document.querySelector("iframe");
			const attributes = Array.from(frame.attributes, ({ name, value }) => name + "=" + value);
			controller.abort();
			return flight.catch(() => [...attributes.sort(), frame.parentNode.nodeName].join(" "));
		})(new AbortController())`, s.config(nil)))
		return strings.NewReplacer(s.app, "app", s.auth, "auth", url.QueryEscape(s.app), "app").Replace(attributes)
	}
	s, plain := newSite(t, sameSite), newPlainSite(t, program())

	byLoader := frame(s, func(p *tab) *user { return s.logIn(p, clientID) })
	byProgram := frame(plain, plain.plainLogIn)

	assert.Equal(t, byProgram, byLoader)
}
