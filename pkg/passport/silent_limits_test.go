package passport

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestMessageBeatsTheTimer(t *testing.T) {
	tests := map[string]struct{ load, limit time.Duration }{
		"settle timer": {load: 0, limit: settleMS * time.Millisecond},
		"time limit":   {load: 9 * time.Second, limit: 10 * time.Second},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inWorld(t, nil, func(w *world) {
				r := w.logout(Options{})
				time.Sleep(test.load)
				w.frame().Load("")
				time.Sleep(test.limit - test.load - time.Millisecond)
				assert.True(t, r.isPending())
				w.frame().Message(appOrigin, callbackMessage)
				assert.Equal(t, IDPEnded, r.succeeded().IDP.Status)
			})
		})
	}
}

func TestTimeLimit(t *testing.T) {
	tests := map[string]struct {
		configured, option int
		want               time.Duration
	}{
		"default":    {0, 0, 10 * time.Second},
		"configured": {300, 0, 300 * time.Millisecond},
		"option":     {300, 7, 7 * time.Millisecond},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(w *world) { w.config.TimeoutMS = test.configured }, func(w *world) {
				r := w.logout(Options{TimeoutMS: test.option})
				r.failed(Timeout)
				assert.Equal(t, test.want, r.took)
			})
		})
	}
}

func TestSilentCrossSiteIsUnverified(t *testing.T) {
	inWorld(t, func(w *world) { w.CookieDomains = nil }, func(w *world) {
		r := w.logout(Options{})
		w.frame().Message(appOrigin, callbackMessage)
		assert.Equal(t, IDP{Status: IDPUnverified, Via: "message", Reason: "cross_site"}, r.succeeded().IDP)
		assert.Empty(t, w.navigations())
	})
}

func TestSilentWithoutFrame(t *testing.T) {
	inWorld(t, func(w *world) { w.fault(errTest, "OpenFrame") }, func(w *world) {
		r := w.logout(Options{})
		r.failed(FrameBlocked)
		assert.ErrorIs(t, r.err, errTest)
		assert.Zero(t, r.took)
	})
}

func TestFallbackRedirect(t *testing.T) {
	tests := map[string]struct {
		cookieDomain string
		happens      func(*world)
		leaves       bool
	}{
		"failure":    {"app.test", (*world).removeFrames, true},
		"cross-site": {"", func(w *world) { w.frame().Message(appOrigin, callbackMessage) }, true},
		"success":    {"app.test", func(w *world) { w.frame().Message(appOrigin, callbackMessage) }, false},
		"page left":  {"app.test", func(w *world) { w.Leave("hide") }, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(w *world) {
				w.config.Fallback = FallbackRedirect
				w.CookieDomains = []string{test.cookieDomain}
			}, func(w *world) {
				r := w.logout(Options{})
				test.happens(w)
				if assert.Equal(t, test.leaves, r.isPending()); !test.leaves {
					assert.Empty(t, w.navigations())
					return
				}
				assert.Equal(t, []string{"top " + logoutLink}, w.navigations())
				w.Leave("hide")
				w.Leave("show")
				assert.Equal(t, ViaRedirect, r.succeeded().IDP.Via)
			})
		})
	}
}

func TestFallbackIsAnOptionToo(t *testing.T) {
	inWorld(t, func(w *world) { w.config.Fallback = FallbackRedirect }, func(w *world) {
		r := w.logout(Options{Fallback: "none"})
		w.removeFrames()
		r.failed(FrameRemoved)
		assert.Empty(t, w.navigations())
	})
}
