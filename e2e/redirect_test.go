package e2e

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRedirectLogoutEndsBothSessions(t *testing.T) {
	t.Parallel()
	for name, host := range map[string]string{"same site": sameSite, "cross site": crossSite} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, host)
			u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
			eval[any](u.tab, `passport.ready()`)
			config := s.config(map[string]any{"logoutMode": nil, "logoutRedirectUri": s.app + "/"})

			u.tab.arrive(s.app+"/", func() {
				u.tab.start(js(`passportLogout(%s).then(() => localStorage.setItem("settled", "yes"))`, config))
			})

			assert.False(t, u.stored())
			assert.False(t, u.passportAlive())
			s.revoked(t, u.refresh)
			assert.Nil(t, eval[any](u.tab, `localStorage.getItem("settled")`), "the promise settled before the page was left")
		})
	}
}

func TestRedirectLeavesNoEntryForTheBackButton(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
	eval[any](u.tab, `passport.ready()`)
	before := eval[int](u.tab, `history.length`)

	u.tab.arrive(s.app+"/", func() {
		u.tab.start(js(`passportLogout(%s, { mode: "redirect", logoutRedirectUri: %s })`, s.config(nil), s.app+"/"))
	})

	assert.LessOrEqual(t, eval[int](u.tab, `history.length`), before)
}

func TestWithoutLogoutRedirectUriTheFirstRegisteredOneIsUsed(t *testing.T) {
	t.Parallel()
	t.Run("redirect", func(t *testing.T) {
		t.Parallel()
		s := newSite(t, sameSite)
		u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
		eval[any](u.tab, `passport.ready()`)

		// The first one is the callback page, which brings the user back.
		u.tab.arrive(s.app+"/", func() {
			u.tab.start(js(`passportLogout(%s)`, s.config(map[string]any{"logoutMode": "redirect", "logoutRedirectUri": nil})))
		})

		visits := s.idp.Requests("/v2/logout")
		require.Len(t, visits, 1)
		assert.False(t, visits[0].Query.Has("returnTo"))
		assert.False(t, u.passportAlive())
	})
	t.Run("silent", func(t *testing.T) {
		t.Parallel()
		s := newSite(t, sameSite)
		u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
		eval[any](u.tab, `passport.ready()`)

		got := settle(u.tab, js(`passportLogout(%s)`, s.config(map[string]any{"logoutRedirectUri": nil})))

		require.Empty(t, got.Message)
		assert.Equal(t, "ended", got.Receipt.IDP.Status)
		assert.False(t, u.passportAlive())
	})
}
