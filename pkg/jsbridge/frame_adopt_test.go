//go:build js && wasm

package jsbridge_test

import (
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

// insertFrame does what a script does that opens a frame: without a URL there is
// an empty document of this origin.
func insertFrame(t *testing.T, url string) js.Value {
	t.Helper()
	document := window.Get("document")
	element := document.Call("createElement", "iframe")
	if url != "" {
		element.Set("src", url)
	}
	document.Get("documentElement").Call("append", element)
	t.Cleanup(func() { element.Call("remove") })
	return element
}

func newArray(values ...any) js.Value { return window.Get("Array").Call("of", values...) }

// adoptFrame adopts a frame that the end of the test closes.
func adoptFrame(t *testing.T, w *jsbridge.Window, element, kept js.Value) (events chan frameEvent, closeFrame func()) {
	t.Helper()
	events = make(chan frameEvent, 20)
	closeFrame, err := w.AdoptFrame(element, kept, func(event, origin string, data any) {
		events <- frameEvent{event, origin, data}
	})
	require.NoError(t, err)
	t.Cleanup(closeFrame)
	return events, closeFrame
}

// keep keeps events of the page's window and of a frame, until count of them have
// come.
func keep(t *testing.T, element js.Value, count int) (kept js.Value) {
	t.Helper()
	kept, heard := newArray(), make(chan bool, count)
	listener := js.FuncOf(func(_ js.Value, args []js.Value) any {
		kept.Call("push", args[0])
		heard <- true
		return nil
	})
	defer listener.Release()
	element.Call("addEventListener", "load", listener)
	defer element.Call("removeEventListener", "load", listener)
	window.Call("addEventListener", "message", listener)
	defer window.Call("removeEventListener", "message", listener)
	for range count {
		receive(t, heard)
	}
	return kept
}

func TestAdoptFrameReportsWhatWasKept(t *testing.T) {
	w := newWindow(t)
	element := insertFrame(t, page(`parent.postMessage("early", "*"); onmessage = () => parent.postMessage("late", "*")`))
	kept := keep(t, element, 2)
	kept.Call("push", window.Get("Event").New("pageshow"), nil, 5, map[string]any{"type": "load"})

	events, closeFrame := adoptFrame(t, w, element, kept)
	require.Len(t, events, 3, "reported at once")
	require.ElementsMatch(t, []frameEvent{{"message", "null", "early"}, {"load", "", ""}},
		[]frameEvent{receive(t, events), receive(t, events)})
	require.Equal(t, frameEvent{"commit", "", ""}, receive(t, events), "what is there")

	element.Get("contentWindow").Call("postMessage", "answer", "*")
	require.Equal(t, frameEvent{"message", "null", "late"}, receive(t, events))
	closeFrame()
	nextTask()
	require.False(t, element.Get("isConnected").Bool(), "it is this package's to remove")
}

// What a page has redefined on an event is not what the browser says of it.
func TestAdoptFrameAsksTheBrowserOfAnEvent(t *testing.T) {
	w := newWindow(t)
	element := insertFrame(t, page(`parent.postMessage("genuine", "*")`))
	genuine := keep(t, element, 2).Call("find", scripts.Call("isMessage"))
	sibling := insertFrame(t, page(`parent.postMessage("of the sibling", "*")`))
	foreign := keep(t, sibling, 2).Call("find", scripts.Call("isMessage"))
	view := element.Get("contentWindow")
	synthetic := window.Get("MessageEvent").New("message", map[string]any{"data": "synthetic", "source": view})
	forge := func(event js.Value, properties map[string]any) {
		for name, value := range properties {
			window.Get("Object").Call("defineProperty", event, name, map[string]any{"value": value})
		}
	}
	forge(genuine, map[string]any{"source": window, "origin": "https://evil.test", "data": "forged", "type": "load"})
	forge(foreign, map[string]any{"source": view})
	require.Panics(t, func() { forge(synthetic, map[string]any{"isTrusted": true}) })
	heir := window.Get("Object").Call("create", synthetic)
	forge(heir, map[string]any{"isTrusted": true})
	plain := js.ValueOf(map[string]any{"type": "message", "source": view, "isTrusted": true, "data": "plain"})
	proxy := window.Get("Proxy").New(synthetic, map[string]any{"get": scripts.Call("returner", true)})

	events, _ := adoptFrame(t, w, element, newArray(foreign, synthetic, heir, plain, proxy, genuine))
	require.Equal(t, frameEvent{"message", "null", "genuine"}, receive(t, events))
	require.Equal(t, frameEvent{"commit", "", ""}, receive(t, events))
	require.Empty(t, events)
}

// A script tells of a document that is there and has not loaded.
func TestAdoptFrameHearsOfADocument(t *testing.T) {
	w := newWindow(t)
	element := insertFrame(t, "")
	commit := func() js.Value { return window.Get("Event").New("commit") }

	events, _ := adoptFrame(t, w, element, newArray(commit()))
	require.Equal(t, frameEvent{"commit", "", "about:blank"}, receive(t, events), "what was kept")
	require.Equal(t, frameEvent{"commit", "", "about:blank"}, receive(t, events), "what is there")

	element.Set("src", "/blank")
	loaded := frameEvent{"load", "", w.Origin() + "/blank"}
	require.Equal(t, loaded, receive(t, events))
	element.Call("dispatchEvent", commit())
	require.Equal(t, frameEvent{"commit", "", loaded.data}, receive(t, events))
}

func TestAdoptFrameThatIsGone(t *testing.T) {
	w := newWindow(t)
	element := insertFrame(t, "")
	element.Call("remove")
	events, _ := adoptFrame(t, w, element, newArray())
	require.Equal(t, frameEvent{"commit", "", ""}, receive(t, events))
	require.Equal(t, frameEvent{"removed", "", nil}, receive(t, events))
}

func TestAdoptFrameFails(t *testing.T) {
	w := newWindow(t)
	element := insertFrame(t, "")
	for name, arguments := range map[string][2]js.Value{
		"no iframe": {js.ValueOf(5), newArray()}, "no array": {element, js.ValueOf("text")},
	} {
		closeFrame, err := w.AdoptFrame(arguments[0], arguments[1], func(string, string, any) {})
		require.ErrorContains(t, err, "TypeError", name)
		require.Nil(t, closeFrame)
	}
	require.False(t, element.Get("isConnected").Bool())
}
