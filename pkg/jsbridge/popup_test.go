//go:build js && wasm

package jsbridge_test

import (
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

const features = "popup,width=300,height=200"

// openPopup opens a popup that the end of the test closes.
func openPopup(t *testing.T, w *jsbridge.Window, url string, form [][2]string) (events chan frameEvent, closePopup func()) {
	t.Helper()
	events = make(chan frameEvent, 20)
	send, closePopup, err := w.OpenPopup("about:blank", features, func(event, origin string, data any) {
		events <- frameEvent{event, origin, data}
	})
	require.NoError(t, err)
	t.Cleanup(closePopup)
	require.NoError(t, send(url, form))
	return events, closePopup
}

// adoptPopup goes on with one that a script has opened.
func adoptPopup(t *testing.T, w *jsbridge.Window, view, kept js.Value) (
	events chan frameEvent, send func(url string, form [][2]string) error, closePopup func(),
) {
	t.Helper()
	events = make(chan frameEvent, 20)
	send, closePopup, err := w.AdoptPopup(view, kept, func(event, origin string, data any) {
		events <- frameEvent{event, origin, data}
	})
	require.NoError(t, err)
	t.Cleanup(closePopup)
	return events, send, closePopup
}

// scriptPopup is one that a script opens.
func scriptPopup(t *testing.T, url string) js.Value {
	t.Helper()
	view := window.Call("open", url, "_blank", features)
	t.Cleanup(func() { view.Call("close") })
	return view
}

func TestPopupLoads(t *testing.T) {
	w := newWindow(t)
	events, closePopup := openPopup(t, w, "/blank", nil)
	require.Equal(t, frameEvent{"load", "", w.Origin() + "/blank"}, receive(t, events))
	closePopup()
	closePopup()
}

func TestPopupIsPostedAForm(t *testing.T) {
	w := newWindow(t)
	events, _ := openPopup(t, w, "/posted", [][2]string{{"a", "é &="}})
	require.Equal(t, frameEvent{"load", "", w.Origin() + "/posted"}, receive(t, events))
}

func TestPopupIsSentOn(t *testing.T) {
	w := newWindow(t)
	events, send, _ := adoptPopup(t, w, scriptPopup(t, "/blank"), js.Undefined())
	next(t, events, "load")
	require.NoError(t, send("/blank?on", nil))
	require.Equal(t, w.Origin()+"/blank?on", next(t, events, "load").data)
	require.Error(t, send("http://[", nil))
}

func TestPopupThatIsClosed(t *testing.T) {
	w := newWindow(t)
	view := scriptPopup(t, "/blank")
	events, _, _ := adoptPopup(t, w, view, js.Undefined())
	next(t, events, "load")
	view.Call("close")
	require.Equal(t, frameEvent{"closed", "", nil}, receive(t, events))
}

func TestPopupIsClosedWithItsReports(t *testing.T) {
	w := newWindow(t)
	view := scriptPopup(t, "/blank")
	_, _, closePopup := adoptPopup(t, w, view, js.Undefined())
	closePopup()
	require.True(t, view.Get("closed").Bool())
}

func TestPopupMessages(t *testing.T) {
	w := newWindow(t)
	view := scriptPopup(t, "/blank")
	await(t, scripts.Call("loaded", view))
	kept, heard := newArray(), make(chan bool, 1)
	listener := js.FuncOf(func(_ js.Value, args []js.Value) any {
		kept.Call("push", args[0])
		heard <- true
		return nil
	})
	defer listener.Release()
	window.Call("addEventListener", "message", listener)
	scripts.Call("postToOpener", view, "kept")
	receive(t, heard)
	window.Call("removeEventListener", "message", listener)

	events, _, _ := adoptPopup(t, w, view, kept)
	require.Equal(t, frameEvent{"message", w.Origin(), "kept"}, receive(t, events))
	require.Equal(t, "load", receive(t, events).event)

	window.Call("postMessage", "this page's own", "*")
	window.Call("dispatchEvent", window.Get("MessageEvent").New("message", map[string]any{"source": view, "data": "made up"}))
	scripts.Call("postToOpener", view, "heard")
	require.Equal(t, frameEvent{"message", w.Origin(), "heard"}, receive(t, events))
	require.Empty(t, events)
}

func TestPopupThatDoesNotOpen(t *testing.T) {
	w := newWindow(t)
	deaf := func(string, string, any) {}
	for name, open := range map[string]js.Value{
		"returned null":      scripts.Call("returner", nil),
		"InvalidAccessError": thrower(exception("InvalidAccessError")),
	} {
		patch(t, window, "open", map[string]any{"value": open})
		jsbridge.TakeNatives()
		_, _, err := w.OpenPopup("/blank", features, deaf)
		require.ErrorContains(t, err, name)
	}
	_, _, err := w.AdoptPopup(js.Null(), js.Undefined(), deaf)
	require.ErrorContains(t, err, "returned null")
	_, _, err = w.AdoptPopup(window, js.ValueOf(map[string]any{"length": 1e9}), deaf)
	require.ErrorContains(t, err, "too many")
}

func TestFocus(t *testing.T) {
	w := newWindow(t)
	require.Equal(t, window.Get("document").Call("hasFocus").Bool(), w.HasFocus())
	patch(t, window.Get("Document").Get("prototype"), "hasFocus", map[string]any{"value": thrower(1)})
	jsbridge.TakeNatives()
	require.False(t, w.HasFocus())
}

func TestPostToOpener(t *testing.T) {
	w := newWindow(t)
	require.False(t, w.PostToOpener(nil, w.Origin()), "nobody has opened the tests")
	require.False(t, w.IsPopupOfFrame())

	_, found := w.OpenerSession("x")
	require.False(t, found)

	posted := newArray()
	opener := window.Get("Object").New()
	opener.Set("postMessage", window.Get("Function").Get("prototype").Get("call").Call("bind", posted.Get("push"), posted))
	patch(t, window, "opener", map[string]any{"value": opener})
	require.True(t, w.PostToOpener(map[string]any{"source": "x"}, w.Origin()))
	require.JSONEq(t, `[{"source": "x"}, "`+w.Origin()+`"]`, window.Get("JSON").Call("stringify", posted).String())
	require.False(t, w.IsPopupOfFrame(), "its opener is closed")
	opener.Set("sessionStorage", window.Get("sessionStorage"))
	_, found = w.OpenerSession("x")
	require.False(t, found)
	require.NoError(t, w.StorageSet("sessionStorage", "x", "y"))
	value, found := w.OpenerSession("x")
	require.Equal(t, "y", value)
	require.True(t, found)
	require.NoError(t, w.StorageRemove("sessionStorage", "x"))
	opener.Set("top", window)
	require.False(t, w.IsPopupOfFrame(), "a tab")
	patch(t, window, "menubar", map[string]any{"value": map[string]any{"visible": false}})
	require.True(t, w.IsPopupOfFrame(), "its top is another")
	opener.Set("top", opener)
	require.False(t, w.IsPopupOfFrame())
	opener.Set("postMessage", thrower(1))
	require.False(t, w.PostToOpener(nil, w.Origin()))
}

func TestAdoptBroadcast(t *testing.T) {
	w := newWindow(t)
	channel, other := window.Get("BroadcastChannel").New("adopted"), window.Get("BroadcastChannel").New("adopted")
	defer channel.Call("close")
	defer other.Call("close")
	kept, heard := newArray(), make(chan bool, 2)
	listener := js.FuncOf(func(_ js.Value, args []js.Value) any {
		kept.Call("push", args[0])
		heard <- true
		return nil
	})
	defer listener.Release()
	channel.Call("addEventListener", "message", listener)
	other.Call("postMessage", "kept")
	receive(t, heard)
	channel.Call("removeEventListener", "message", listener)
	kept.Call("push", window.Get("MessageEvent").New("message", map[string]any{"data": "made up"}))

	messages := make(chan string, 5)
	remove := w.AdoptBroadcast(channel, kept, func(message string) { messages <- message })
	require.Equal(t, "kept", receive(t, messages))
	channel.Call("dispatchEvent", window.Get("MessageEvent").New("message", map[string]any{"data": "made up"}))
	other.Call("postMessage", 1)
	other.Call("postMessage", "heard")
	require.Equal(t, "heard", receive(t, messages))
	remove()
	remove()
	w.AdoptBroadcast(js.Undefined(), js.Undefined(), func(string) {})()
}
