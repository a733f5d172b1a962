package passport

import (
	"testing"
	"testing/synctest"

	"github.com/passport-logout/passport-logout/pkg/passport/passporttest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestWhatIsOwnedTooLateIsUndoneAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWait(newWorld(t), nil)
		w.close()
		undone := false
		w.own(func() { undone = true })
		assert.True(t, undone)
	})
}

func TestPostNeverBlocks(t *testing.T) {
	w := &wait{events: make(chan event, 1)}
	for range 3 {
		w.post(event{})
	}
	assert.Len(t, w.events, 1)
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
	w := newWait(l, nil)
	w.timeout(10)
	require.Len(t, l.timers, 1)
	l.timers[0]()
	w.post(event{kind: "message"})
	require.Len(t, l.timers, 2)
	l.timers[1]()
	assert.Equal(t, "message", (<-w.events).kind)
	assert.Equal(t, eventTimeout, (<-w.events).kind)
}
