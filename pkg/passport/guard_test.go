package passport

import (
	"testing"
	"testing/synctest"

	"github.com/passport-logout/passport-logout/internal/wire"
	"github.com/stretchr/testify/assert"
)

// signedInWith is a user whose stored session has an ID token of some claims.
func signedInWith(claims string, mode Mode) func(*world) {
	return func(w *world) {
		w.config.LogoutMode = mode
		_ = w.StorageSet(localStorage, sessionKey, entry(claims))
	}
}

func TestLateRefreshOfAnotherTabIsClearedAtOnce(t *testing.T) {
	for _, mode := range []Mode{ModeSilent, ModeRedirect} {
		t.Run(string(mode), func(t *testing.T) {
			inWorld(t, signedInWith(loginClaims, mode), func(w *world) {
				r := w.logout(Options{})
				w.OtherTabWrites(sessionKey, entry(refreshClaims))
				assert.False(t, w.signedIn())
				assert.True(t, r.isPending())
				w.OtherTabWrites(sessionKey, entry(reloginClaims))
				assert.True(t, w.signedIn(), "a new login stays")
				w.Leave("hide")
				assert.True(t, w.signedIn(), "a new login stays")
				w.Leave("show")
				<-r.done
				assert.True(t, w.signedIn(), "a new login stays")
			})
		})
	}
}

// What a page writes itself is not reported to it.
func TestLateRefreshOfThisPage(t *testing.T) {
	for name, test := range map[string]struct {
		written string
		stays   bool
	}{"refresh": {refreshClaims, false}, "new login": {reloginClaims, true}} {
		t.Run("silent, "+name, func(t *testing.T) {
			inWorld(t, signedInWith(loginClaims, ModeSilent), func(w *world) {
				r := w.logout(Options{})
				_ = w.StorageSet(localStorage, sessionKey, entry(test.written))
				w.frame().Message(appOrigin, callbackMessage)
				assert.Equal(t, LocalCleared, r.succeeded().Local.Status)
				assert.Equal(t, test.stays, w.signedIn())
			})
		})
		t.Run("redirect, "+name, func(t *testing.T) {
			inWorld(t, signedInWith(loginClaims, ModeRedirect), func(w *world) {
				r := w.logout(Options{})
				_ = w.StorageSet(localStorage, sessionKey, entry(test.written))
				w.Leave("hide")
				assert.Equal(t, test.stays, w.signedIn())
				w.Leave("show")
				r.succeeded()
			})
		})
	}
}

// The page was away: whatever was written meanwhile is not of this logout.
func TestWhatIsWrittenWhileThePageIsAwayStays(t *testing.T) {
	inWorld(t, signedInWith(loginClaims, ModeRedirect), func(w *world) {
		r := w.logout(Options{})
		w.Leave("hide")
		w.OtherTabWrites(sessionKey, entry(refreshClaims))
		w.Leave("show")
		r.succeeded()
		assert.True(t, w.signedIn())
	})
}

func TestAfterTheLogoutNothingIsClearedAgain(t *testing.T) {
	inWorld(t, signedInWith(loginClaims, ModeLocal), func(w *world) {
		w.logout(Options{}).succeeded()
		w.OtherTabWrites(sessionKey, entry(refreshClaims))
		assert.True(t, w.signedIn())
	})
}

func TestLateRefreshInIndexedDB(t *testing.T) {
	for name, test := range map[string]struct {
		written string
		removed []string
		stays   bool
	}{
		"refresh":   {refreshClaims, []string{sessionKey, sessionKey}, false},
		"new login": {reloginClaims, []string{sessionKey}, true},
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, withBridge(func(w *world) {
				w.config.LogoutMode = ModeSilent
				w.DatabaseSet(wire.Database, wire.Store, sessionKey, entry(loginClaims))
			}), func(w *world) {
				r := w.logout(Options{})
				w.DatabaseSet(wire.Database, wire.Store, sessionKey, entry(test.written))
				w.frame().Message(appOrigin, callbackMessage)
				assert.Equal(t, test.removed, r.succeeded().Local.Removed)
				_, found, _ := w.DatabaseGet(wire.Database, wire.Store, sessionKey)
				assert.Equal(t, test.stays, found)
			})
		})
	}
}

func TestAbortWhileIndexedDBDoesNotAnswer(t *testing.T) {
	inWorld(t, withBridge(nil), func(w *world) {
		answer := make(chan struct{})
		w.Fault = func(method string, _ ...string) error {
			if method == "DatabaseGet" {
				<-answer
			}
			return nil
		}
		abort := make(giveUp)
		r := w.logout(Options{Mode: ModeSilent, Signal: AbortOn(abort)})
		close(abort)
		assert.Equal(t, LocalFailed, r.failed(Aborted).Local.Status, "it is not proved gone")
		assert.Zero(t, r.took)
		close(answer)
		synctest.Wait()
		_, found, _ := w.DatabaseGet(wire.Database, wire.Store, sessionKey)
		assert.False(t, found, "the entry goes all the same")
	})
}
