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

// openFrame opens a frame that the end of the test closes.
func openFrame(t *testing.T, w *jsbridge.Window, url string) (events chan frameEvent, closeFrame func()) {
	t.Helper()
	events = make(chan frameEvent, 20)
	closeFrame, err := w.OpenFrame(url, func(event, origin string, data any) {
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

func TestFrameIsHiddenSandboxedAndLeavesNoHistory(t *testing.T) {
	w := newWindow(t)
	entries := window.Get("history").Get("length").Int()
	events, _ := openFrame(t, w, "/blank")
	require.Equal(t, `<iframe sandbox="allow-scripts allow-same-origin allow-forms" referrerpolicy="no-referrer" `+
		`loading="eager" allow="" title="Logging out" aria-hidden="true" tabindex="-1" width="0" height="0" `+
		`hidden="" src="/blank"></iframe>`, frames().Index(0).Get("outerHTML").String())

	require.Equal(t, frameEvent{"load", "", w.Origin() + "/blank"}, receive(t, events))
	frame := frames().Index(0)
	require.Zero(t, frame.Get("offsetWidth").Int())
	require.Equal(t, "none", window.Call("getComputedStyle", frame).Get("display").String())
	require.Equal(t, entries, window.Get("history").Get("length").Int())
}

func TestFrameThatThePageMayNotRead(t *testing.T) {
	w := newWindow(t)
	events, _ := openFrame(t, w, page(""))
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
	require.Equal(t, frameEvent{"message", "null", "genuine"}, receive(t, events))
}

// Both the source of a message from a window that is gone and the window of a
// removed frame are null.
func TestFrameThatIsRemovedHearsNoMessageOfAClosedWindow(t *testing.T) {
	w := newWindow(t)
	events, _ := openFrame(t, w, "/blank")
	next(t, events, "load")
	document := window.Get("document")
	other := document.Call("createElement", "iframe")
	document.Get("body").Call("append", other)
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

func TestFrameCloses(t *testing.T) {
	w := newWindow(t)
	before := jsbridge.LiveFuncs()
	events, closeFrame := openFrame(t, w, "/blank")
	require.Greater(t, jsbridge.LiveFuncs(), before)
	closeFrame()
	closeFrame()
	require.Equal(t, before, jsbridge.LiveFuncs())
	require.Zero(t, frames().Length())
	nextTask()
	require.Empty(t, events, "reports its own removal")
}

func TestFrameClosesWhileItReports(t *testing.T) {
	for kind, url := range map[string]string{
		"message":   page(`parent.postMessage(1, "*")`),
		"load":      "/blank",
		"violation": "https://blocked.test/",
	} {
		t.Run(kind, func(t *testing.T) {
			w := newWindow(t)
			left := make(chan int, 1)
			var closeFrame func()
			closeFrame, err := w.OpenFrame(url, func(event, _ string, _ any) {
				if event == kind {
					closeFrame()
					left <- frames().Length()
				}
			})
			require.NoError(t, err)
			defer closeFrame()
			require.Zero(t, receive(t, left))
			later := make(chan bool, 1)
			w.After(50, func() { later <- true }) // a report is queued for longer than a task
			receive(t, later)
		})
	}
}

// Chromium tells an observer that is disconnected by then.
func TestFrameClosesBeforeAReportIsDelivered(t *testing.T) {
	w := newWindow(t)
	_, closeFrame := openFrame(t, w, "/blank")
	delivered := make(chan bool, 1)
	observe := js.FuncOf(func(js.Value, []js.Value) any { delivered <- true; return nil })
	defer observe.Release()
	// It is told after the frame's.
	observer := window.Get("ReportingObserver").New(observe, map[string]any{"types": []any{"csp-violation"}})
	observer.Call("observe")
	defer observer.Call("disconnect")
	window.Get("document").Get("body").Call("setAttribute", "style", "color: red")
	closeFrame()
	receive(t, delivered)
}

func TestFrameStoppedByPolicy(t *testing.T) {
	w := newWindow(t)
	events, _ := openFrame(t, w, "https://blocked.test/logout?x=y")
	e := next(t, events, "violation")
	require.Equal(t, "frame-src", e.data)
	require.Contains(t, e.origin, "https://blocked.test")
	e = next(t, events, "violation")
	require.Equal(t, "frame-src", e.data, "from the ReportingObserver")
	require.Contains(t, e.origin, "https://blocked.test")
}

func TestFrameIgnoresASyntheticViolation(t *testing.T) {
	w := newWindow(t)
	events, _ := openFrame(t, w, "/blank")
	window.Get("document").Call("dispatchEvent", window.Get("SecurityPolicyViolationEvent").New(
		"securitypolicyviolation", map[string]any{
			"effectiveDirective": "frame-src", "blockedURI": "x", "documentURI": "x", "violatedDirective": "frame-src",
			"originalPolicy": "x", "disposition": "enforce", "statusCode": 200,
		}))
	require.Equal(t, "load", receive(t, events).event)
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
	require.Equal(t, "load", receive(t, events).event)
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
			closeFrame, err := w.OpenFrame("/blank", func(string, string, any) { t.Error("called") })
			require.EqualError(t, err, "no")
			require.Nil(t, closeFrame)
		})
	}
}

func TestFrameWithoutReportingObserver(t *testing.T) {
	w := newWindow(t)
	patch(t, window, "ReportingObserver", map[string]any{"value": js.Undefined()})
	jsbridge.TakeNatives()
	events, _ := openFrame(t, w, "/blank")
	require.Equal(t, "load", receive(t, events).event)
}

func TestFrameThatAScriptHasOpened(t *testing.T) {
	w := newWindow(t)
	document := window.Get("document")
	element := document.Call("createElement", "iframe")
	kept, loaded := js.Global().Get("Array").New(), make(chan string, 10)
	keep := js.FuncOf(func(_ js.Value, args []js.Value) any {
		kept.Call("push", args[0])
		loaded <- args[0].Get("type").String()
		return nil
	})
	defer keep.Release()
	element.Call("addEventListener", "load", keep)
	window.Call("addEventListener", "message", keep)
	element.Set("src", page(`parent.postMessage("early", "*"); onmessage = () => parent.postMessage("late", "*")`))
	document.Get("documentElement").Call("append", element)
	for range 2 {
		receive(t, loaded)
	}
	window.Call("removeEventListener", "message", keep)
	element.Call("removeEventListener", "load", keep)

	events := make(chan frameEvent, 100)
	closeFrame, err := w.TakeFrame(element, kept, func(event, origin string, data any) {
		events <- frameEvent{event, origin, data}
	})
	require.NoError(t, err)
	require.Len(t, events, 2, "what was kept is reported at once")
	require.Equal(t, "early", next(t, events, "message").data)

	element.Get("contentWindow").Call("postMessage", "answer", "*")
	require.Equal(t, "late", next(t, events, "message").data)
	closeFrame()
	require.Equal(t, 1, frames().Length(), "it is the script's")
	element.Call("remove")

	closeFrame, err = w.TakeFrame(element, js.Global().Get("Array").New(), func(event, origin string, data any) {
		events <- frameEvent{event, origin, data}
	})
	require.NoError(t, err)
	require.Equal(t, frameEvent{"removed", "", nil}, receive(t, events), "it was taken away before")
	closeFrame()
}

// What a page may read, it reads when it is told, which may be before the load.
func TestFrameWhoseDocumentIsThere(t *testing.T) {
	w := newWindow(t)
	document := window.Get("document")
	element := document.Call("createElement", "iframe")
	document.Get("documentElement").Call("append", element)
	defer element.Call("remove")
	commit := func() js.Value { return window.Get("Event").New("commit") }
	kept := js.Global().Get("Array").New()
	kept.Call("push", commit())

	events := make(chan frameEvent, 100)
	closeFrame, err := w.TakeFrame(element, kept, func(event, origin string, data any) {
		events <- frameEvent{event, origin, data}
	})
	require.NoError(t, err)
	defer closeFrame()
	require.Equal(t, frameEvent{"commit", "", "about:blank"}, receive(t, events), "what was kept")

	element.Set("src", "/blank")
	loaded := frameEvent{"load", "", w.Origin() + "/blank"}
	require.Equal(t, loaded, receive(t, events))
	element.Call("dispatchEvent", commit())
	require.Equal(t, frameEvent{"commit", "", loaded.data}, receive(t, events))
}
