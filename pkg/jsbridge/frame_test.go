//go:build js && wasm

package jsbridge_test

import (
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

type frameEvent struct {
	event, origin string
	data          any
}

// hidden are attributes as a caller gives them.
var hidden = [][2]string{
	{"sandbox", "allow-scripts allow-same-origin allow-forms"},
	{"title", "Test"},
	{"hidden", ""},
}

// openFrame opens a frame that the end of the test closes.
func openFrame(t *testing.T, w *jsbridge.Window, url string) (events chan frameEvent, closeFrame func()) {
	t.Helper()
	events = make(chan frameEvent, 20)
	closeFrame, err := w.OpenFrame(url, hidden, func(event, origin string, data any) {
		events <- frameEvent{event, origin, data}
	})
	require.NoError(t, err)
	t.Cleanup(closeFrame)
	return events, closeFrame
}

// next waits for an event of one kind.
func next(t *testing.T, events <-chan frameEvent, kind string) frameEvent {
	t.Helper()
	for {
		if e := receive(t, events); e.event == kind {
			return e
		}
	}
}

func frames() js.Value { return window.Get("document").Call("querySelectorAll", "html > iframe") }

// page is a document of another, opaque origin.
func page(script string) string {
	return "data:text/html,<script>" + window.Call("encodeURIComponent", script).String() + "</script>"
}

func TestFrameHasItsAttributesAndLeavesNoHistory(t *testing.T) {
	w := newWindow(t)
	entries := window.Get("history").Get("length").Int()
	events, _ := openFrame(t, w, "/blank")
	require.Equal(t, `<iframe sandbox="allow-scripts allow-same-origin allow-forms" title="Test" `+
		`hidden="" src="/blank"></iframe>`, frames().Index(0).Get("outerHTML").String())

	require.Equal(t, frameEvent{"load", "", w.Origin() + "/blank"}, next(t, events, "load"))
	frame := frames().Index(0)
	require.Zero(t, frame.Get("offsetWidth").Int())
	require.Equal(t, "none", window.Call("getComputedStyle", frame).Get("display").String())
	require.Equal(t, entries, window.Get("history").Get("length").Int())
}

func TestFrameThatThePageMayNotRead(t *testing.T) {
	w := newWindow(t)
	events, _ := openFrame(t, w, page(""))
	require.Equal(t, frameEvent{"load", "", ""}, next(t, events, "load"))
}

// A page on this origin is known where it is before it has loaded.
func TestFrameCommits(t *testing.T) {
	for name, test := range map[string]struct{ url, href string }{
		"this origin": {"/blank", window.Get("location").Get("origin").String() + "/blank"},
		"another":     {page(""), ""},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWindow(t)
			events, _ := openFrame(t, w, test.url)
			require.Equal(t, frameEvent{"commit", "", test.href}, next(t, events, "commit"))
			nextTask()
			for len(events) > 0 {
				require.NotEqual(t, "commit", receive(t, events).event, "once")
			}
		})
	}
}

func TestFrameThatIsRemovedCommitsNothing(t *testing.T) {
	w := newWindow(t)
	events, _ := openFrame(t, w, "/blank")
	frames().Index(0).Call("remove")
	require.Equal(t, frameEvent{"removed", "", nil}, receive(t, events))
	nextTask()
	require.Empty(t, events)
}

// A window that takes no listener does not stop a frame from being opened.
func TestFrameWhoseWindowIsOutOfReach(t *testing.T) {
	w := newWindow(t)
	patch(t, window.Get("HTMLIFrameElement").Get("prototype"), "contentWindow",
		map[string]any{"get": scripts.Call("returner", nil)})
	jsbridge.TakeNatives()
	events, _ := openFrame(t, w, "/blank")
	require.Equal(t, frameEvent{"load", "", ""}, receive(t, events))
}

func TestFrameMessages(t *testing.T) {
	w := newWindow(t)
	events, _ := openFrame(t, w, page(`
		parent.postMessage({ source: "x", list: [1, null, true, undefined] }, "*")
		parent.postMessage("text", "*")`))
	require.Equal(t, frameEvent{"message", "null", map[string]any{"source": "x", "list": []any{1.0, nil, true, nil}}},
		next(t, events, "message"))
	require.Equal(t, frameEvent{"message", "null", "text"}, next(t, events, "message"))
}

func TestFrameMessagesThatCannotBeConvertedAreLeftOut(t *testing.T) {
	w := newWindow(t)
	events, _ := openFrame(t, w, page(`
		const cycle = {}; cycle.self = cycle
		let deep = 0; for (let i = 0; i < 1000; i++) deep = [deep]
		const shared = [0]; for (let i = 0; i < 60; i++) shared[0] = [shared[0], shared[0]]
		const holes = []; holes.length = 4294967295
		for (const data of [cycle, deep, shared, holes, "x".repeat(10e6), { s: "x".repeat(10e6) },
			Array(20000).fill(0), new Uint8Array(10e6), new Map([[1, 2]]), new Date(), /x/, new Error("x"),
			5n, new Blob(["x"]), new Proxy(() => 0, {}), { get x() { return 1 } }]) {
			try { parent.postMessage(data, "*") } catch {}
		}
		parent.postMessage("end", "*")`))
	require.Equal(t, map[string]any{"x": 1.0}, next(t, events, "message").data, "the clone of a getter is its value")
	require.Equal(t, "end", next(t, events, "message").data)
}

func TestFrameIgnoresMessagesOfOthers(t *testing.T) {
	w := newWindow(t)
	events, _ := openFrame(t, w, page(`onmessage = () => parent.postMessage("genuine", "*")`))
	next(t, events, "load")
	frame := frames().Index(0)

	document := window.Get("document")
	sibling := document.Call("createElement", "iframe")
	sibling.Set("src", page(`parent.postMessage("sibling", "*"); onmessage = () => parent.postMessage("ready", "*")`))
	document.Get("body").Call("append", sibling)
	defer sibling.Call("remove")
	window.Call("postMessage", "self", "*")
	for _, event := range []js.Value{
		window.Get("MessageEvent").New("message", map[string]any{
			"data": "synthetic", "source": frame.Get("contentWindow"), "origin": "null",
		}),
		window.Get("MessageEvent").New("message"),
		window.Get("CustomEvent").New("message", map[string]any{"detail": "x"}),
	} {
		window.Call("dispatchEvent", event)
	}
	loaded := make(chan bool, 1)
	onLoad := js.FuncOf(func(js.Value, []js.Value) any { loaded <- true; return nil })
	defer onLoad.Release()
	sibling.Set("onload", onLoad)
	receive(t, loaded)

	frame.Get("contentWindow").Call("postMessage", "go", "*")
	require.Equal(t, frameEvent{"message", "null", "genuine"}, next(t, events, "message"))
}

// Both the source of a message from a window that is gone and the window of a
// removed frame are null.
func TestFrameThatIsRemovedHearsNoMessageOfAClosedWindow(t *testing.T) {
	w := newWindow(t)
	events, _ := openFrame(t, w, "/blank")
	next(t, events, "load")
	other := insertFrame(t, "/blank")
	keep(t, other, 1)
	scripts.Call("postFrom", other.Get("contentWindow")) // queued
	other.Call("remove")
	frames().Index(0).Call("remove")
	require.Equal(t, "removed", receive(t, events).event)
	nextTask()
	require.Empty(t, events)
}

func TestFrameRemovedBySomebodyElse(t *testing.T) {
	document := window.Get("document")
	root := document.Get("documentElement")
	for name, remove := range map[string]func(frame js.Value){
		"element": func(frame js.Value) { frame.Call("remove") },
		"root":    func(js.Value) { root.Call("remove") },
	} {
		t.Run(name, func(t *testing.T) {
			w := newWindow(t)
			events, _ := openFrame(t, w, "/blank")
			next(t, events, "load")
			remove(frames().Index(0))
			require.Equal(t, frameEvent{"removed", "", nil}, receive(t, events))
			nextTask()
			require.Empty(t, events)
		})
		if !root.Get("isConnected").Bool() {
			document.Call("append", root)
		}
	}
}

func TestFrameInAClobberedDocument(t *testing.T) {
	w := newWindow(t)
	document := window.Get("document")
	body, getElement := document.Get("body"), document.Get("createElement")
	for _, name := range []string{"createElement", "documentElement", "body", "cookie", "addEventListener"} {
		form := window.Get("Reflect").Call("apply", getElement, document, []any{"form"})
		form.Call("setAttribute", "name", name)
		body.Call("append", form)
		defer form.Call("remove")
		require.True(t, document.Get(name).Equal(form), "%s is not clobbered", name)
	}
	events, _ := openFrame(t, w, "/blank")
	next(t, events, "load")
	require.True(t, w.AcceptsCookie(window.Get("location").Get("hostname").String()))
}

func TestFrameThatCannotBeOpened(t *testing.T) {
	for name, owner := range map[string]string{
		"createElement": "Document", "setAttribute": "Element", "appendChild": "Node",
	} {
		t.Run(name, func(t *testing.T) {
			w := newWindow(t)
			patch(t, window.Get(owner).Get("prototype"), name, map[string]any{"value": thrower("no")})
			jsbridge.TakeNatives()
			closeFrame, err := w.OpenFrame("/blank", hidden, func(string, string, any) { t.Error("called") })
			require.EqualError(t, err, "no")
			require.Nil(t, closeFrame)
		})
	}
}
