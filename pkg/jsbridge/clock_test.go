//go:build js && wasm

package jsbridge_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

func TestAfterFiresOnceAndReleases(t *testing.T) {
	w := newWindow(t)
	before, start := jsbridge.LiveFuncs(), w.Now()
	fired := make(chan int, 2)
	stop := w.After(20, func() { fired <- jsbridge.LiveFuncs() })

	require.Equal(t, before, receive(t, fired), "still allocated when it fires")
	require.GreaterOrEqual(t, w.Now()-start, 19.0)
	stop()
	stop()
}

func TestAfterStopped(t *testing.T) {
	w := newWindow(t)
	stop := w.After(0, func() { t.Error("fired") })
	stop()
	stop()
	later := make(chan bool, 1)
	w.After(5, func() { later <- true })
	receive(t, later)
}

func TestAfterTheLongestDelayIsNotNone(t *testing.T) {
	w := newWindow(t)
	defer w.After(1<<40, func() { t.Error("fired") })()
	later := make(chan bool, 1)
	w.After(5, func() { later <- true })
	receive(t, later)
}

func TestAfterMayBeStoppedWhileItFires(t *testing.T) {
	w := newWindow(t)
	fired := make(chan bool, 1)
	var stop func()
	stop = w.After(0, func() {
		stop()
		fired <- true
	})
	receive(t, fired)
}

func TestMeasureReplacesTheEarlierEntry(t *testing.T) {
	w := newWindow(t)
	performance := window.Get("performance")
	for range 3 {
		w.Measure("test", 1)
	}
	entries := performance.Call("getEntriesByName", "test")
	require.Equal(t, 1, entries.Length())
	require.InDelta(t, 1, entries.Index(0).Get("startTime").Float(), 0)
	performance.Call("clearMeasures", "test")
}
