package passport

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/passport-logout/passport-logout/internal/wire"
	"github.com/passport-logout/passport-logout/pkg/passport/passporttest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCallbackPageInAPopup(t *testing.T) {
	const (
		posts  = "PostToOpener " + appOrigin
		closes = "Close"
		leaves = "Replace self " + appOrigin + "/"
	)
	report := "Broadcast " + wire.Channel + " " + wire.PopupKey + " id " + appOrigin
	taken := "StorageRemove sessionStorage " + wire.PopupKey
	tests := map[string]struct {
		edit func(*passporttest.Browser)
		want []string
	}{
		"in its popup":           {func(b *passporttest.Browser) { b.Opener = true; known(b) }, []string{posts, taken, report, closes}},
		"in one that is cut off": {known, []string{taken, report, closes}},
		"in one that was copied too early": {func(b *passporttest.Browser) {
			b.Opener, b.OpenerStored = true, map[string]string{wire.PopupKey: "id"}
		}, []string{posts, taken, report, closes}},
		"in a tab of the user's":      {func(*passporttest.Browser) {}, []string{leaves}},
		"in a tab that has an opener": {func(b *passporttest.Browser) { b.Opener = true }, []string{leaves}},
		"in a popup of a framed app":  {func(b *passporttest.Browser) { b.Opener, b.OpenerFramed = true, true }, []string{posts}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			b := passporttest.New(callback)
			test.edit(b)
			before := len(b.Calls())
			require.NoError(t, LogoutSilentCallback(b, appOrigin))
			assert.Equal(t, test.want, b.Calls()[before:])
			assert.Empty(t, b.Stored(sessionStorage))
		})
	}
}

// A popup that its opener sends on is left open, but not for good.
func TestCallbackPageInAPopupThatGoesOn(t *testing.T) {
	for opener, want := range map[bool][]string{true: {"PostToOpener " + appOrigin, "Broadcast"}, false: {"Broadcast", "Close"}} {
		synctest.Test(t, func(t *testing.T) {
			b := passporttest.New(callback)
			b.Opener = opener
			require.NoError(t, b.StorageSet(sessionStorage, wire.PopupKey, "id"+wire.PopupStays))
			before := len(b.Calls())
			require.NoError(t, LogoutSilentCallback(b, appOrigin))
			calls := b.Calls()[before:]
			for i := range calls {
				calls[i], _, _ = strings.Cut(calls[i], " "+wire.Channel)
			}
			assert.Equal(t, want, calls)
			assert.NotEmpty(t, b.Stored(sessionStorage), "it may come back")
			time.Sleep(wire.PopupStaysMS * time.Millisecond)
			synctest.Wait()
			assert.Equal(t, "Close", last(1, b.Calls())[0])
		})
	}
}

func known(b *passporttest.Browser) { _ = b.StorageSet(sessionStorage, wire.PopupKey, "id") }

// The page that has opened the popup closes it then.
func TestCallbackPageOnAnotherOriginInAPopup(t *testing.T) {
	b := passporttest.New("https://out.test/done")
	assert.Equal(t, NotFramed, codeOf(t, LogoutSilentCallback(b, appOrigin)))
	b.Opener = true
	require.NoError(t, LogoutSilentCallback(b, appOrigin))
	assert.Equal(t, []passporttest.Post{{Message: callbackMessage, Origin: appOrigin}}, b.Posts())
	assert.Equal(t, []string{"PostToOpener " + appOrigin}, b.Calls())
}

// Both sides look for the auth domain's error in the URL.
func TestCallbackPageInAPopupHandsOnAnError(t *testing.T) {
	b := passporttest.New(callback + "?error=access_denied")
	known(b)
	require.NoError(t, LogoutSilentCallback(b, appOrigin))
	assert.Contains(t, b.Calls(), "Broadcast "+wire.Channel+" "+wire.PopupKey+" id "+callback+"?error=access_denied")
}
