package passport

import (
	"strings"
	"testing"

	"github.com/passport-logout/passport-logout/internal/wire"
	"github.com/passport-logout/passport-logout/pkg/passport/passporttest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// FuzzTombstone takes what a tab of this origin may post and store. It never
// ends a session, and tells of none that is still there.
func FuzzTombstone(f *testing.F) {
	for _, seed := range []string{"", " ", "1", graveKey, graveKey + " ", graveKey + " 1", graveKey + "2 1", strings.Repeat("x", 9999), "\x00\xff"} {
		f.Add(seed, seed)
	}
	f.Fuzz(func(t *testing.T, posted, stored string) {
		b := passporttest.New(appPage)
		require.NoError(t, b.StorageSet(localStorage, sessionKey, storedSession))
		client, err := New(Config{AuthenticationDomain: authDomain, ClientID: clientID, RedirectURI: appPage}, b)
		require.NoError(t, err)
		var reasons []string
		client.OnLoggedOut(func(e LoggedOut) { reasons = append(reasons, e.Reason) })
		defer client.Watch()()
		for _, text := range []string{posted, graveKey + " " + posted, stored} {
			b.OtherTabPosts(wire.Channel, text)
			b.OtherTabWrites(graveKey, stored)
		}
		assert.Empty(t, reasons, "the session is there")
		loggedIn, err := client.IsLoggedIn()
		require.NoError(t, err)
		assert.True(t, loggedIn)
		b.OtherTabRemoves(sessionKey)
		assert.LessOrEqual(t, len(reasons), 1)
	})
}
