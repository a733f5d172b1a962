package passport

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestAbortDuringTheWait(t *testing.T) {
	for _, mode := range []Mode{ModeSilent, ModeRedirect} {
		t.Run(string(mode), func(t *testing.T) {
			inWorld(t, func(w *world) { w.config.Fallback = FallbackRedirect }, func(w *world) {
				abort := make(giveUp)
				r := w.logout(Options{Mode: mode, Signal: AbortOn(abort)})
				time.Sleep(time.Second)
				before := w.navigations()
				close(abort)
				receipt := r.failed(Aborted)
				assert.Equal(t, IDP{Status: IDPUnverified, Reason: "aborted", MS: 1000}, receipt.IDP)
				assert.Equal(t, LocalCleared, receipt.Local.Status)
				assert.Equal(t, before, w.navigations(), "no fallback")
			})
		})
	}
}

func TestAbortBefore(t *testing.T) {
	for _, mode := range []Mode{ModeSilent, ModeRedirect, ModeLocal, ModeAuto} {
		t.Run(string(mode), func(t *testing.T) {
			inWorld(t, nil, func(w *world) {
				abort := make(giveUp)
				close(abort)
				receipt := w.logout(Options{Mode: mode, Signal: AbortOn(abort)}).failed(Aborted)
				assert.Equal(t, IDP{Status: IDPSkipped, Reason: "aborted"}, receipt.IDP)
				assert.False(t, w.signedIn(), "the application session ends all the same")
				assert.Empty(t, w.Frames())
				assert.Empty(t, w.navigations())
			})
		})
	}
}

func TestAbortAfterwardsDoesNothing(t *testing.T) {
	inWorld(t, nil, func(w *world) {
		abort := make(giveUp)
		r := w.logout(Options{Signal: AbortOn(abort)})
		w.frame().Message(appOrigin, callbackMessage)
		r.succeeded()
		close(abort)
	})
}

func TestAbortOfACallThatSharesALogout(t *testing.T) {
	inWorld(t, nil, func(w *world) {
		first := w.logout(Options{})
		abort := make(giveUp)
		second := w.logout(Options{Signal: AbortOn(abort)})
		close(abort)
		<-second.done
		assert.Equal(t, Aborted, codeOf(t, second.err))
		assert.True(t, first.isPending())
		w.frame().Message(appOrigin, callbackMessage)
		first.succeeded()
	})
}

// The iframe fails in the very moment in which the caller gives up.
func TestNoFallbackAfterAnAbort(t *testing.T) {
	inWorld(t, func(w *world) { w.config.Fallback = FallbackRedirect }, func(w *world) {
		abort := make(giveUp)
		w.Fault = func(method string, _ ...string) error {
			if method == "OpenFrame" {
				close(abort)
				return errTest
			}
			return nil
		}
		w.logout(Options{Signal: AbortOn(abort)}).failed(FrameBlocked)
		assert.Empty(t, w.navigations())
	})
}
