package passport

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestBeforeLogout(t *testing.T) {
	tests := map[string]struct {
		takes   time.Duration
		options Options
		waits   time.Duration
	}{
		"at once":               {0, Options{}, 0},
		"in time":               {900 * time.Millisecond, Options{}, 900 * time.Millisecond},
		"too late":              {time.Hour, Options{}, time.Second},
		"a limit of its own":    {time.Hour, Options{BeforeLogoutMS: 5_000}, 5 * time.Second},
		"where nothing departs": {time.Hour, Options{Mode: ModeLocal}, time.Second},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(w *world) {
				w.config.BeforeLogout = func() {
					assert.False(t, w.signedIn(), "which does not wait")
					assert.Len(t, w.Requests(), map[bool]int{true: 0, false: 1}[test.options.Mode == ModeLocal])
					assert.Empty(t, w.Frames())
					time.Sleep(test.takes)
				}
			}, func(w *world) {
				r := w.logout(test.options)
				time.Sleep(test.waits)
				synctest.Wait()
				if test.options.Mode != ModeLocal {
					w.frame().Message(appOrigin, callbackMessage)
				}
				r.succeeded()
				assert.Equal(t, test.waits, r.took)
				time.Sleep(time.Hour)
			})
		})
	}
}

func TestBeforeLogoutNeverStopsALogout(t *testing.T) {
	inWorld(t, func(w *world) { w.config.BeforeLogout = func() { panic("broken") } }, func(w *world) {
		r := w.logout(Options{})
		w.frame().Message(appOrigin, callbackMessage)
		r.succeeded()
	})
}

func TestBeforeLogoutOfTheOptionsComesFirst(t *testing.T) {
	var called []string
	inWorld(t, func(w *world) { w.config.BeforeLogout = func() { called = append(called, "configured") } }, func(w *world) {
		w.logout(Options{Mode: ModeLocal, BeforeLogout: func() { called = append(called, "given") }}).succeeded()
		w.logout(Options{Mode: ModeLocal}).succeeded()
		assert.Equal(t, []string{"given", "configured"}, called)
	})
}

func TestAnAbortEndsTheWaitForBeforeLogout(t *testing.T) {
	inWorld(t, func(w *world) { w.config.BeforeLogout = func() { time.Sleep(time.Minute) } }, func(w *world) {
		abort := make(giveUp)
		r := w.logout(Options{Signal: AbortOn(abort)})
		assert.True(t, r.isPending())
		close(abort)
		r.failed(Aborted)
		assert.Empty(t, w.Frames(), "nothing more begins")
		time.Sleep(time.Minute)
	})
}

// What is not going to depart asks nobody.
func TestBeforeLogoutIsNotCalledInVain(t *testing.T) {
	inWorld(t, func(w *world) { w.config.BeforeLogout = func() { t.Error("it was called") } }, func(w *world) {
		abort := make(giveUp)
		close(abort)
		w.logout(Options{Signal: AbortOn(abort)}).failed(Aborted)
		w.logout(Options{Mode: "popover"}).failed(InvalidConfig)
		_, err := w.client.LogoutURL()
		assert.NoError(t, err)
	})
}
