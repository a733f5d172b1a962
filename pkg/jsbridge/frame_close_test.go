//go:build js && wasm

package jsbridge_test

import (
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

func TestFrameClosesInATaskOfItsOwn(t *testing.T) {
	for name, url := range map[string]string{"has loaded": "/blank", "cannot be read": page("")} {
		t.Run(name, func(t *testing.T) {
			w := newWindow(t)
			before := jsbridge.LiveFuncs()
			events, closeFrame := openFrame(t, w, url)
			next(t, events, "load")
			nextTask()
			for len(events) > 0 {
				<-events
			}
			closeFrame()
			closeFrame()
			require.Equal(t, 1, frames().Length())
			frames().Index(0).Get("contentWindow").Call("postMessage", "x", "*")
			nextTask()
			require.Zero(t, frames().Length())
			require.Equal(t, before, jsbridge.LiveFuncs())
			require.Empty(t, events, "reports its own removal")
		})
	}
}

// openDocument is an iframe whose document loads until it is closed. One with a
// URL may run scripts.
func openDocument(t *testing.T, url string) js.Value {
	t.Helper()
	element := insertFrame(t, url)
	if url != "" {
		keep(t, element, 1)
	}
	element.Get("contentDocument").Call("open")
	return element
}

// gone waits until an element is no more in the document.
func gone(t *testing.T, element js.Value) {
	t.Helper()
	removed := make(chan bool, 1)
	listener := js.FuncOf(func(js.Value, []js.Value) any {
		if !element.Get("isConnected").Bool() {
			removed <- true
		}
		return nil
	})
	defer listener.Release()
	observer := window.Get("MutationObserver").New(listener)
	observer.Call("observe", window.Get("document"), map[string]any{"childList": true, "subtree": true})
	defer observer.Call("disconnect")
	if element.Get("isConnected").Bool() {
		receive(t, removed)
	}
}

func TestFrameClosesWhenItsPageHasDone(t *testing.T) {
	for name, test := range map[string]struct {
		url string
		do  func(element js.Value)
	}{
		"loads":      {"", func(element js.Value) { element.Get("contentDocument").Call("close") }},
		"calls":      {"/blank", func(element js.Value) { scripts.Call("postFrom", element.Get("contentWindow")) }},
		"is removed": {"", func(element js.Value) { element.Call("remove") }},
		"does two things": {"", func(element js.Value) {
			element.Get("contentDocument").Call("close")
			element.Call("remove")
		}},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWindow(t)
			before := jsbridge.LiveFuncs()
			element := openDocument(t, test.url)
			_, closeFrame := adoptFrame(t, w, element, newArray())
			closeFrame()
			nextTask()
			require.True(t, element.Get("isConnected").Bool(), "still loading")
			test.do(element)
			gone(t, element)
			nextTask()
			require.Equal(t, before, jsbridge.LiveFuncs())
		})
	}
}

func TestFrameClosesAfterItsPageHasCalled(t *testing.T) {
	w := newWindow(t)
	element := openDocument(t, "/blank")
	scripts.Call("postFrom", element.Get("contentWindow"))
	_, closeFrame := adoptFrame(t, w, element, keep(t, element, 1))
	require.Equal(t, "loading", element.Get("contentDocument").Get("readyState").String())
	closeFrame()
	nextTask()
	require.False(t, element.Get("isConnected").Bool())
}

func TestFrameClosesWhereItsPageNeverLoads(t *testing.T) {
	w := newWindow(t)
	soon(t)
	element := openDocument(t, "")
	_, closeFrame := adoptFrame(t, w, element, newArray())
	closeFrame()
	gone(t, element)
	nextTask()
}

func TestFrameClosesWhateverThrows(t *testing.T) {
	var done []string
	jsbridge.Discard(
		func() { done = append(done, "first") },
		func() { thrower("no").Invoke() },
		func() { done = append(done, "last"); thrower("no").Invoke() },
	)
	require.Equal(t, []string{"last", "first"}, done)
}

func TestFrameClosesWhileItReports(t *testing.T) {
	for kind, url := range map[string]string{
		"message":   page(`parent.postMessage(1, "*")`),
		"commit":    page(""),
		"load":      "/blank",
		"violation": "https://other.test/", // a browser reports one host once
	} {
		t.Run(kind, func(t *testing.T) {
			w := newWindow(t)
			closed := make(chan bool, 1)
			var closeFrame func()
			closeFrame, err := w.OpenFrame(url, hidden, func(event, _ string, _ any) {
				if event == kind {
					closeFrame()
					closed <- true
				}
			})
			require.NoError(t, err)
			defer closeFrame()
			element := frames().Index(0)
			receive(t, closed)
			gone(t, element)
			later := make(chan bool, 1)
			w.After(50, func() { later <- true }) // a report is queued for longer than a task
			receive(t, later)
		})
	}
}
