package passport

import (
	"testing"
	"testing/synctest"

	"github.com/passport-logout/passport-logout/pkg/passport/passporttest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestWhatIsOwnedTooLateIsUndoneAtOnce(t *testing.T) {
	w := newWait(newWorld(t))
	w.close()
	undone := false
	w.own(func() { undone = true })
	assert.True(t, undone)
}

func TestWhatPanicsDoesNotKeepTheRestFromBeingUndone(t *testing.T) {
	w := newWait(newWorld(t))
	var undone []int
	w.own(func() { undone = append(undone, 1) })
	w.own(func() { panic(errTest) })
	w.own(func() { undone = append(undone, 3) })
	assert.PanicsWithValue(t, errTest, w.close)
	assert.Equal(t, []int{3, 1}, undone)
}

func TestPostNeverBlocksAndNextLosesNothing(t *testing.T) {
	const many = 10_000
	w := newWait(newWorld(t))
	for i := range many {
		w.post(event{data: i})
	}
	for i := range many {
		require.Equal(t, i, w.next().data)
	}
}

func TestNextWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWait(newWorld(t))
		got := make(chan string, 2)
		go func() {
			got <- w.next().kind
			got <- w.next().kind
		}()
		synctest.Wait()
		assert.Empty(t, got)
		w.post(event{kind: "first"})
		w.post(event{kind: "second"})
		assert.Equal(t, "first", <-got)
		assert.Equal(t, "second", <-got)
	})
}

// A page can cause as many violations as it likes, and it may do so on purpose.
func TestManyEventsDoNotCostTheMessage(t *testing.T) {
	inWorld(t, nil, func(w *world) {
		r := w.logout(Options{})
		for range 10_000 {
			w.frame().Violation("https://ads.test/", "img-src")
		}
		w.frame().Message(appOrigin, callbackMessage)
		assert.Equal(t, IDPEnded, r.succeeded().IDP.Status)
		assert.Zero(t, r.took)
	})
}

// eventLoop is a browser whose timers run when the test says so.
type eventLoop struct {
	*passporttest.Browser
	timers []func()
}

func (l *eventLoop) After(_ int, f func()) (stop func()) {
	l.timers = append(l.timers, f)
	return func() {}
}

// After a blocked main thread a timer may run before a message that came first.
func TestTimeoutLetsOneTurnPass(t *testing.T) {
	l := &eventLoop{Browser: passporttest.New(appPage)}
	w := newWait(l)
	w.timeout(10)
	require.Len(t, l.timers, 1)
	l.timers[0]()
	w.post(event{kind: "message"})
	require.Len(t, l.timers, 2)
	l.timers[1]()
	assert.Equal(t, "message", w.next().kind)
	assert.Equal(t, eventTimeout, w.next().kind)
}
