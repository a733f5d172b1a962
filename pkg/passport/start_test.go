package passport

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/passport-logout/passport-logout/pkg/passport/passporttest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A page that the browser renders ahead, in case the user comes to it.
func TestPrerenderedPageLogsNobodyOut(t *testing.T) {
	tests := map[string]func(*world) error{
		"logout":     func(w *world) error { _, err := w.client.Logout(Options{Mode: ModeLocal}); return err },
		"logout URL": func(w *world) error { _, err := w.client.LogoutURL(); return err },
	}
	for name, call := range tests {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(w *world) { w.Prerendering = true }, func(w *world) {
				before := w.Calls()
				done := make(chan error, 1)
				go func() { done <- call(w) }()
				time.Sleep(time.Hour)
				synctest.Wait()
				assert.Empty(t, done)
				assert.Equal(t, before, w.Calls())
				assert.True(t, w.signedIn())
				w.Activate()
				assert.NoError(t, <-done)
				assert.False(t, w.signedIn())
			})
		})
	}
}

func TestPrerenderingTakesNoTimeOfTheLogout(t *testing.T) {
	inWorld(t, func(w *world) { w.Prerendering = true }, func(w *world) {
		r := w.logout(Options{Mode: ModeLocal})
		time.Sleep(time.Hour)
		w.Activate()
		assert.Zero(t, r.succeeded().DurationMS)
	})
}

func TestAbortOfAPrerenderedPage(t *testing.T) {
	inWorld(t, func(w *world) { w.Prerendering = true }, func(w *world) {
		abort := make(giveUp)
		r := w.logout(Options{Signal: AbortOn(abort)})
		close(abort)
		<-r.done
		assert.Equal(t, Aborted, codeOf(t, r.err))
		assert.Nil(t, r.err.(*Error).Receipt, "nothing was done")
		w.Activate()
		synctest.Wait()
		assert.True(t, w.signedIn())
	})
}

// begun stands between a client and the browser for a program that has begun by
// itself: it had cleared the session, opened the iframe and asked for the
// revocation a second ago. So the package need not know of such programs.
type begun struct {
	*passporttest.Browser
	session string
	asked   bool // of the time
	removed bool
	frame   func(func(event, origin string, data any)) (close func())
	posted  bool
}

func (b *begun) Now() float64 {
	if b.asked {
		return b.Browser.Now()
	}
	b.asked = true
	return b.Browser.Now() - 1000
}

func (b *begun) StorageGet(area, key string) (string, bool, error) {
	if key == sessionKey && !b.removed {
		return b.session, true, nil
	}
	return b.Browser.StorageGet(area, key)
}

func (b *begun) StorageRemove(area, key string) error {
	if key == sessionKey && !b.removed {
		b.removed = true
		return nil
	}
	return b.Browser.StorageRemove(area, key)
}

func (b *begun) RandomID() string { return "grave" }

func (b *begun) OpenFrame(_ string, _ [][2]string, f func(event, origin string, data any)) (func(), error) {
	return b.frame(f), nil
}

func (b *begun) PostForm(_, _ string, done func(status int, err error)) {
	b.posted = true
	done(200, nil)
}

func TestWhatAProgramHasBegunIsTakenOver(t *testing.T) {
	tests := map[string]struct {
		written string // since it was cleared
		removed []string
		stays   bool
	}{
		"nothing":      {"", []string{sessionKey}, false},
		"late refresh": {entry(refreshClaims), []string{sessionKey, sessionKey}, false},
		"new login":    {entry(reloginClaims), []string{sessionKey}, true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inWorld(t, nil, func(w *world) {
				_ = w.StorageRemove(localStorage, sessionKey)
				if test.written != "" {
					_ = w.StorageSet(localStorage, sessionKey, test.written)
				}
				closed := false
				b := &begun{Browser: w.Browser, session: entry(loginClaims)}
				b.frame = func(f func(event, origin string, data any)) func() {
					assert.True(t, b.posted, "the revocation first")
					f("load", "", "")
					f("message", appOrigin, callbackMessage)
					return func() { closed = true }
				}
				client, err := New(w.config, b)
				require.NoError(t, err)
				receipt, err := client.Logout(Options{})
				require.NoError(t, err)
				assert.Equal(t, Local{LocalCleared, test.removed}, receipt.Local)
				assert.Equal(t, RevocationRevoked, receipt.Revocation.Status)
				assert.Equal(t, IDP{Status: IDPEnded, Via: ViaMessage, MS: 1000}, receipt.IDP)
				assert.InDelta(t, 1000, receipt.DurationMS, 0)
				assert.Equal(t, test.stays, w.signedIn())
				assert.Equal(t, "grave", w.Stored(localStorage)[graveKey])
				assert.True(t, closed)
			})
		})
	}
}

func TestFallbackCountsFromItsOwnBegin(t *testing.T) {
	inWorld(t, func(w *world) { w.config.Fallback = FallbackRedirect }, func(w *world) {
		r := w.logout(Options{})
		time.Sleep(time.Second)
		w.removeFrames()
		time.Sleep(250 * time.Millisecond)
		w.Leave("hide")
		w.Leave("show")
		receipt := r.succeeded()
		assert.InDelta(t, 250, receipt.IDP.MS, 0)
		assert.InDelta(t, 1250, receipt.DurationMS, 0)
	})
}
