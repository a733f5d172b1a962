package e2e

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// attacked is a user who is logged in on a page where the program runs.
func attacked(t *testing.T, s *site) *user {
	t.Helper()
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
	eval[any](u.tab, `passport.ready()`)
	return u
}

// again logs the user in again without a reload, so that the page stays what an
// attack has made of it.
func (u *user) again() {
	u.tab.t.Helper()
	next, entry := u.site.signIn(u.tab, clientID)
	*u = *next
	eval[any](u.tab, js(`localStorage.setItem(%s, %s)`, u.key, entry))
}

// logsOutAsEver asserts that an attack has left a module that works.
func (u *user) logsOutAsEver(attack string) {
	u.tab.t.Helper()
	u.again()
	got := settle(u.tab, js(`passportLogout(%s)`, u.site.config(nil)))
	u.endedBoth(attack, got)
}

// endedBoth asserts that a silent logout ended both sessions and says so.
func (u *user) endedBoth(attack string, got outcome) {
	u.tab.t.Helper()
	require.Empty(u.tab.t, got.Message, attack)
	require.NotNil(u.tab.t, got.Receipt, attack)
	assert.Equal(u.tab.t, "silent", got.Receipt.Mode, attack)
	assert.Equal(u.tab.t, "cleared", got.Receipt.Local.Status, attack)
	assert.Equal(u.tab.t, "ended", got.Receipt.IDP.Status, attack)
	assert.False(u.tab.t, u.stored(), "%s: the application session", attack)
	assert.False(u.tab.t, u.passportAlive(), "%s: the Passport session", attack)
}
