package e2e

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestSilentLogoutOnTheSameSiteEndsBothSessions(t *testing.T) {
	t.Parallel()
	for name, mode := range map[string]cookies{"cookies blocked": thirdPartyBlocked, "cookies allowed": thirdPartyAllowed} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			u := s.logIn(newTab(t, mode), clientID)
			require.True(t, u.passportAlive())
			eval[any](u.tab, `passport.ready()`)

			got := settle(u.tab, js(`passportLogout(%s)`, s.config(nil)))

			require.Empty(t, got.Message)
			assert.Equal(t, "wasm", got.Receipt.Engine)
			assert.Equal(t, "silent", got.Receipt.Mode)
			assert.Equal(t, "cleared", got.Receipt.Local.Status)
			assert.Equal(t, []string{u.key}, got.Receipt.Local.Removed)
			assert.Equal(t, "ended", got.Receipt.IDP.Status, got.Receipt.IDP.Reason)
			assert.False(t, u.stored())
			assert.False(t, u.passportAlive())
			s.revoked(t, u.refresh)
		})
	}
}

// On another site the callback proves nothing: the module must not claim that
// the session ended, whether or not it did.
func TestSilentLogoutAcrossSitesIsUnverified(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		mode  cookies
		alive bool
	}{
		"cookies blocked": {thirdPartyBlocked, true},
		"cookies allowed": {thirdPartyAllowed, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, crossSite)
			u := s.logIn(newTab(t, c.mode), clientID)
			eval[any](u.tab, `passport.ready()`)

			got := settle(u.tab, js(`passportLogout(%s)`, s.config(nil)))

			require.Empty(t, got.Message)
			assert.Equal(t, "unverified", got.Receipt.IDP.Status)
			assert.Equal(t, "cross_site", got.Receipt.IDP.Reason)
			assert.NotEmpty(t, got.Receipt.IDP.Via)
			assert.False(t, u.stored())
			assert.Equal(t, c.alive, u.passportAlive(), "the session at the auth domain")
			visits := s.idp.Requests("/v2/logout")
			require.Len(t, visits, 1)
			assert.Equal(t, !c.alive, visits[0].SessionCookie, "the cookie in the iframe")
		})
	}
}

func TestFallbackRedirectEndsWhatSilentModeCannot(t *testing.T) {
	t.Parallel()
	s := newSite(t, crossSite)
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
	eval[any](u.tab, `passport.ready()`)

	// One logout URI is registered, the callback page; at the top it brings the
	// user back.
	u.tab.arrive(s.app+"/", func() {
		u.tab.start(js(`passportLogout(%s)`, s.config(map[string]any{"fallback": "redirect"})))
	})

	assert.False(t, u.stored())
	assert.False(t, u.passportAlive())
	assert.Len(t, s.idp.Requests("/v2/logout"), 2)
}

func TestLogInLogOutLogInAgain(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	p := newTab(t, thirdPartyBlocked)
	for range 2 {
		u := s.logIn(p, clientID)
		require.True(t, eval[bool](p, js(`(async () => {
			const user = new passport.Passport(%s);
			try { return await user.isLoggedIn(); } finally { user.close(); }
		})()`, s.config(nil))))

		got := settle(p, js(`passportLogout(%s)`, s.config(nil)))

		require.Empty(t, got.Message)
		assert.Equal(t, "ended", got.Receipt.IDP.Status)
		assert.False(t, u.stored())
		assert.False(t, u.passportAlive())
	}
}

func TestLogoutTouchesNothingElse(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
	eval[any](u.tab, `passport.ready()`)
	kept := []string{"oidc.user:https://other.example:app", "oidc.state", "oidc.nonce.default", "theme", "oidc.user:" + s.auth + ":client2"}
	gone := []string{"pkce_state", "pkce_verifier", "imtbl_id_token", "my-jwt"}
	eval[any](u.tab, js(`void [...%s, ...%s].forEach((key) => localStorage.setItem(key, "x"))`, kept, gone))
	eval[any](u.tab, `void (sessionStorage.setItem("imtbl_pkce_data", "x"), sessionStorage.setItem("other", "x"))`)

	got := settle(u.tab, js(`passportLogout(%s)`, s.config(map[string]any{"storageKeys": []string{"my-jwt"}})))

	require.Empty(t, got.Message)
	assert.ElementsMatch(t, append(gone, u.key, "imtbl_pkce_data"), got.Receipt.Local.Removed)
	left := eval[[]string](u.tab, `Object.keys(localStorage)`)
	assert.ElementsMatch(t, append(kept, "passport.logout:"+s.auth+":"+clientID), left)
	assert.Equal(t, []string{"other"}, eval[[]string](u.tab, `Object.keys(sessionStorage)`))
}

// A logout ends where the callback page is, and lets that do what it has to.
func TestALogoutWaitsForNoScriptOfTheCallbackPage(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	s.pages["/silent-logout"] = strings.Replace(callbackPage, "<script", `<script src="/later.js"></script><script`, 1)
	s.mux.HandleFunc("/later.js", script(`localStorage.setItem("later", "x")`))
	release := s.hold("/later.js")
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
	eval[any](u.tab, `passport.ready()`)
	eval[any](u.tab, `void (window.heard = new Promise((resolve) => addEventListener("message", resolve, { once: true })))`)
	u.tab.globals = append(u.tab.globals, "heard")

	got := settle(u.tab, js(`passportLogout(%s)`, s.config(nil)))

	require.Empty(t, got.Message)
	assert.Equal(t, "location", got.Receipt.IDP.Via)
	assert.Equal(t, "ended", got.Receipt.IDP.Status)
	assert.False(t, u.passportAlive())
	assert.False(t, eval[bool](u.tab, `"later" in localStorage`))
	release()
	eval[any](u.tab, `heard.then(() => {})`)
	assert.True(t, eval[bool](u.tab, `"later" in localStorage`))
}

// A callback page whose script is broken still shows, by where it is, that the
// auth domain has returned.
func TestACallbackPageThatNeverCallsIsSeen(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	s.pages["/silent-logout"] = document("Callback that never calls", ``)
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
	eval[any](u.tab, `passport.ready()`)

	got := settle(u.tab, js(`passportLogout(%s)`, s.config(nil)))

	require.Empty(t, got.Message)
	assert.Equal(t, "location", got.Receipt.IDP.Via)
	assert.Equal(t, "ended", got.Receipt.IDP.Status)
	assert.False(t, u.passportAlive())
}
