package passport

import (
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
)

// idling is a world whose user is logged out after ten minutes, and what is told of
// that: "warn" with the seconds that are left, "active", and reasons.
type idling struct {
	*world
	told    []string
	settled func() (Receipt, error) // of the logout that was told of last
	stay    atomic.Bool             // what a listener answers
}

const idleTime = 10 * time.Minute

func inIdleWorld(t *testing.T, edit func(*world), test func(*idling)) {
	t.Helper()
	inWorld(t, func(w *world) {
		w.config.IdleTimeoutMS = int(idleTime / time.Millisecond)
		w.config.LogoutMode = ModeLocal
		if edit != nil {
			edit(w)
		}
	}, func(w *world) {
		i := &idling{world: w}
		w.client.OnIdle(func(ms float64) bool {
			i.told = append(i.told, "warn "+decimal(int(ms)/1000))
			return i.stay.Load()
		})
		w.client.OnActive(func() { i.told = append(i.told, "active") })
		w.client.OnLoggedOut(func(e LoggedOut) {
			i.told = append(i.told, e.Reason)
			assert.Equal(t, e.Reason == "idle", e.Receipt != nil)
			i.settled = e.Settled
		})
		stop := w.client.Watch()
		test(i)
		stop()
		stop()
	})
}

const activityMark = "passport.activity:" + authDomain + ":" + clientID

// actsElsewhere tells of what the user has done in another tab, so long ago.
func (i *idling) actsElsewhere(ago time.Duration) {
	i.OtherTabWrites(activityMark, decimal(int(i.Date())-int(ago/time.Millisecond)))
}

// passes lets time pass, and what that does.
func (i *idling) passes(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

func TestIdle(t *testing.T) {
	tests := map[string]struct {
		edit    func(*world)
		happens func(*idling)
		want    []string
	}{
		"nothing":     {nil, func(i *idling) { i.passes(idleTime + time.Second) }, []string{"warn 60", "idle"}},
		"not so long": {nil, func(i *idling) { i.passes(idleTime - 2*time.Minute) }, nil},
		"activity": {nil, func(i *idling) {
			for range 20 {
				i.passes(idleTime - 2*time.Minute)
				i.Act()
			}
		}, nil},
		"activity in another tab": {nil, func(i *idling) {
			for range 20 {
				i.passes(idleTime - 2*time.Minute)
				i.actsElsewhere(0)
			}
		}, nil},
		"activity in another tab, heard of late": {nil, func(i *idling) {
			i.passes(idleTime - 2*time.Minute)
			i.actsElsewhere(4 * time.Minute) // ago
			i.passes(6*time.Minute + time.Second)
		}, []string{"warn 60", "idle"}},
		"activity in another tab, long before that here": {nil, func(i *idling) {
			i.actsElsewhere(time.Hour)
			i.passes(idleTime - 2*time.Minute)
		}, nil},
		"activity in another tab, whose clock was set back since": {nil, func(i *idling) {
			i.passes(idleTime - time.Second)
			i.actsElsewhere(-time.Hour)
			i.passes(idleTime - 2*time.Minute)
		}, []string{"warn 60", "active"}},
		"something else than a time": {nil, func(i *idling) {
			i.passes(idleTime - time.Second)
			for _, mark := range []string{"", "x", "-1", "1e99", "99999999999999999999999"} {
				i.OtherTabWrites(activityMark, mark)
			}
			i.passes(2 * time.Second)
		}, []string{"warn 60", "idle"}},
		"back after the warning": {nil, func(i *idling) {
			i.passes(idleTime - time.Second)
			i.Act()
			i.passes(idleTime - 2*time.Minute)
		}, []string{"warn 60", "active"}},
		"told to stay": {nil, func(i *idling) {
			i.stay.Store(true)
			i.passes(idleTime + time.Second)
		}, []string{"warn 60", "active"}},
		"a short time": {func(w *world) { w.config.IdleTimeoutMS = 20_000 }, func(i *idling) {
			i.passes(21 * time.Second)
		}, []string{"warn 10", "idle"}},
		"a warning of one's own": {func(w *world) { w.config.IdleWarningMS = 5_000 }, func(i *idling) {
			i.passes(idleTime - time.Second)
		}, []string{"warn 4"}},
		"nobody is signed in": {func(w *world) { w.fault(errTest, "StorageGet") }, func(i *idling) { i.passes(3 * idleTime) }, nil},
		"a login later": {nil, func(i *idling) {
			i.OtherTabRemoves(sessionKey)
			i.passes(idleTime)
			i.signIn()
			i.passes(idleTime - 2*time.Minute)
			i.passes(3 * time.Minute)
		}, []string{"session-removed", "warn 60", "idle"}},
		"the machine sleeps": {nil, func(i *idling) {
			i.Sleep(idleTime)
			i.passes(idleLookMS*time.Millisecond + time.Second)
		}, []string{"idle"}},
		"the machine wakes by a key": {nil, func(i *idling) {
			i.Sleep(idleTime)
			i.Act()
			i.passes(time.Second)
		}, []string{"idle"}},
		"the machine wakes, and the page gets the focus": {nil, func(i *idling) {
			i.Sleep(idleTime)
			i.Return()
			i.passes(time.Second)
		}, []string{"idle"}},
		"woken first in another tab": {nil, func(i *idling) {
			i.Sleep(idleTime)
			i.Return()
			i.actsElsewhere(0)
			i.passes(time.Second)
		}, nil},
		"asleep, with old news from a tab that was closed": {nil, func(i *idling) {
			i.Sleep(2 * idleTime)
			i.Return()
			i.actsElsewhere(2*idleTime - time.Minute)
			i.passes(time.Second)
		}, []string{"idle"}},
		"the clock is set back": {nil, func(i *idling) {
			i.Sleep(-time.Hour)
			i.passes(idleTime + time.Second)
		}, []string{"warn 60", "idle"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inIdleWorld(t, test.edit, func(i *idling) {
				test.happens(i)
				assert.Equal(t, test.want, i.told)
			})
		})
	}
}

func TestIdleLogoutIsThatOfTheConfiguration(t *testing.T) {
	called := false
	inIdleWorld(t, func(w *world) {
		w.config.LogoutMode = ModeRedirect
		w.config.TimeoutMS = 1_000
		w.config.BeforeLogout = func() { called = true }
	}, func(i *idling) {
		i.passes(idleTime + time.Second)
		assert.Equal(t, []string{"top " + logoutLink}, i.navigations())
		assert.True(t, called)
		assert.False(t, i.signedIn())
		i.passes(3 * idleTime)
		assert.Len(t, i.navigations(), 1, "once is enough")
	})
}

// Nobody has called it who could hear of its end.
func TestWhatBecomesOfAnIdleLogout(t *testing.T) {
	inIdleWorld(t, func(w *world) { w.config.LogoutMode = ModeSilent; w.fault(errTest, "OpenFrame") }, func(i *idling) {
		i.passes(idleTime + time.Second)
		receipt, err := i.settled()
		assert.Equal(t, FrameBlocked, codeOf(t, err))
		assert.Equal(t, LocalCleared, receipt.Local.Status)
	})
}

// A session that cannot be removed is not tried for ever.
func TestIdleLogoutThatFails(t *testing.T) {
	inIdleWorld(t, func(w *world) { w.fault(errTest, "StorageRemove") }, func(i *idling) {
		i.passes(2*idleTime + time.Minute)
		assert.Equal(t, []string{"warn 60", "idle", "warn 60", "idle"}, i.told)
	})
}

func TestActivityTellsTheOtherTabs(t *testing.T) {
	inIdleWorld(t, nil, func(i *idling) {
		mark := func() string { return i.Stored(localStorage)[activityMark] }
		assert.Empty(t, mark())
		i.Act()
		assert.Equal(t, decimal(int(i.Date())), mark())
	})
}

func TestNobodyIsWatchedWhoIsNotConfiguredToBe(t *testing.T) {
	inWorld(t, nil, func(w *world) {
		defer w.client.Watch()()
		assert.NotContains(t, w.Leaks(), "*passporttest.activityListener")
		assert.NotContains(t, w.Leaks(), "*passporttest.timer")
	})
}
