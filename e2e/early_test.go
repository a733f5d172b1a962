package e2e

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The files that the loader loads later.
const (
	engineFile  = "/dist/passport.engine.mjs"
	programFile = "/dist/passport.wasm"
)

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
	require.Eventually(p.t, func() bool { return s.loads(file) > 0 }, patience, 2*time.Millisecond, file)
	return u, arrive
}

// early logs out while the program is on its way, and tells what happens at once.
func early(u *user, config map[string]any) []any {
	return eval[[]any](u.tab, js(`(() => {
		const events = [];
		const user = new passport.Passport(%s);
		user.addEventListener("loggedOut", (e) => events.push(e.detail.reason));
		window.flight = user.logout();
		return [flight === user.logout(), localStorage.getItem(%s) === null, events.join()];
	})()`, config, u.key))
}

// A silent logout waits for no program where the callback page has called.
func TestAnEarlySilentLogoutSucceedsWithoutTheProgram(t *testing.T) {
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
			s.hold(programFile)
			if c.via == "message" {
				s.tellOnlyByMessage("/")
			}
			u := s.logIn(newTab(t, c.mode), clientID)
			u.tab.globals = append(u.tab.globals, "flight")

			assert.Equal(t, []any{true, true, "logout"}, early(u, s.config(nil)))
			got := settle(u.tab, `flight`)

			require.Empty(t, got.Message)
			assert.Equal(t, "fallback", got.Receipt.Engine)
			assert.Equal(t, "silent", got.Receipt.Mode)
			assert.Equal(t, []string{u.key}, got.Receipt.Local.Removed)
			assert.Equal(t, "sent", got.Receipt.Revocation.Status)
			assert.Equal(t, c.status, got.Receipt.IDP.Status)
			assert.Equal(t, c.via, got.Receipt.IDP.Via)
			assert.Equal(t, c.alive, u.passportAlive())
			s.revoked(t, u.refresh)
		})
	}
}

// Nor does it wait for the engine to be on its way, which judges what has
// happened to the iframe when it comes, or has the program do so. The callback
// page has loaded then, with or without a call.
func TestASilentLogoutIsOnItsWayBeforeWhatJudgesIt(t *testing.T) {
	t.Parallel()
	silent := document("Callback", ``)
	for name, c := range map[string]struct {
		late, callback, uri, code, engine string
		via                               []string // any: a browser may tell of the load before the message
	}{
		"no engine, the callback page calls":       {engineFile, "", "/silent-logout", "", "fallback", []string{"message", "location"}},
		"no engine, the callback page is silent":   {engineFile, silent, "/silent-logout", "", "fallback", []string{"location"}},
		"no engine, the auth domain has an error":  {engineFile, "", "/silent-logout?error=access_denied", "idp_error", "wasm", []string{""}},
		"no program, the auth domain has an error": {programFile, "", "/silent-logout?error=access_denied", "idp_error", "wasm", []string{""}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			release := s.hold(c.late)
			if c.callback != "" {
				s.pages["/silent-logout"] = c.callback
			}
			u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
			u.tab.globals = append(u.tab.globals, "flight")

			early(u, s.config(map[string]any{"logoutRedirectUri": s.app + c.uri}))
			u.tab.until(`document.querySelector("iframe")?.contentDocument?.title === "Callback"`)
			u.tab.until(`document.querySelector("iframe").contentDocument.readyState === "complete"`)
			release()
			got := settle(u.tab, `flight`)

			assert.Equal(t, c.code, got.Code, got.Message)
			assert.Equal(t, c.engine, got.Receipt.Engine)
			assert.Contains(t, c.via, got.Receipt.IDP.Via)
			assert.Len(t, s.idp.Requests("/v2/logout"), 1)
			s.revoked(t, u.refresh)
			assert.Len(t, s.idp.Requests("/oauth/revoke"), 1)
			assert.False(t, u.passportAlive())
		})
	}
}

// The loader and the engine open the same iframe as the program does, where they
// cannot.
func TestFramesOfTheLoaderAreThoseOfTheProgram(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	s.idp.SetFault("/v2/logout", hang)
	frame := js(`((user) => {
		const controller = new AbortController();
		const flight = user.logout({ signal: controller.signal });
		return new Promise((resolve) => {
			const look = () => {
				const frame = document.querySelector("iframe");
				if (!frame) return requestAnimationFrame(look);
				const attributes = Array.from(frame.attributes, ({ name, value }) => name + "=" + value);
				resolve([...attributes.sort(), frame.parentNode.nodeName].join(" "));
				controller.abort();
				flight.catch(() => {}).then(() => user.close());
			};
			look();
		});
	})(new passport.Passport(%s))`, s.config(nil))
	p := newTab(t, thirdPartyBlocked)
	p.open(s.app + "/")
	eval[any](p, `passport.ready()`)

	byLoader := eval[string](p, frame)
	eval[any](p, `void (document.createElement = () => { throw new Error("broken") })`)
	byProgram := eval[string](p, frame)
	eval[any](p, `delete document.createElement`)

	assert.Equal(t, byProgram, byLoader)
}

func TestAbortWhileTheProgramIsOnItsWay(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	s.hold(programFile)
	s.idp.SetFault("/v2/logout", hang)
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)

	got := settle(u.tab, js(`(() => {
		const controller = new AbortController();
		const flight = passportLogout(%s, { signal: controller.signal });
		requestAnimationFrame(() => controller.abort(new TypeError("enough")));
		return flight;
	})()`, s.config(nil)))

	assert.Equal(t, "TypeError", got.Name)
	assert.False(t, u.stored())
}
