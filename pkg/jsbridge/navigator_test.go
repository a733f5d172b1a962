//go:build js && wasm

package jsbridge_test

import (
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

func TestReplaceLeavesNoHistoryEntry(t *testing.T) {
	w := newWindow(t)
	history := window.Get("history")
	entries := history.Get("length").Int()
	for _, target := range []string{"top", "self"} {
		require.NoError(t, w.Replace(target, "#"+target))
		require.Equal(t, "#"+target, window.Get("location").Get("hash").String())
	}
	require.Equal(t, entries, history.Get("length").Int())
}

func TestReplaceFails(t *testing.T) {
	w := newWindow(t)
	require.ErrorContains(t, w.Replace("top", "http://["), "SyntaxError")
}

func TestOnLeave(t *testing.T) {
	w := newWindow(t)
	events := make(chan string, 10)
	remove := w.OnLeave(func(event string) { events <- event })

	pageEvent := func(name string, persisted bool) {
		event := window.Get("PageTransitionEvent").New(name, map[string]any{"persisted": persisted})
		window.Call("dispatchEvent", event)
	}
	pageEvent("pagehide", true)
	require.Equal(t, "hide", receive(t, events))
	pageEvent("pageshow", false)
	pageEvent("pageshow", true)
	require.Equal(t, "show", receive(t, events))

	cancelNavigation(t)
	require.Equal(t, "error", receive(t, events))
	for _, name := range []string{"navigateerror", "navigate"} {
		window.Get("navigation").Call("dispatchEvent", window.Get("Event").New(name))
	}
	w.After(5, func() { events <- "later" })
	require.Equal(t, "later", receive(t, events), "a navigation in the place of another is an error")

	remove()
	remove()
	pageEvent("pagehide", true)
	require.Empty(t, events)
}

func TestAdoptLeaveReportsWhatWasKept(t *testing.T) {
	w := newWindow(t)
	event := func(name string, persisted bool) js.Value {
		return window.Get("PageTransitionEvent").New(name, map[string]any{"persisted": persisted})
	}
	failed := window.Get("Event").New("navigateerror")
	for name, test := range map[string]struct {
		kept js.Value
		want []string
	}{
		"none":                 {newArray(), nil},
		"no array":             {js.ValueOf(5), nil},
		"no events":            {newArray(nil, "pagehide", map[string]any{"type": "pagehide"}), nil},
		"left":                 {newArray(event("pageshow", false), event("pagehide", true)), []string{"hide"}},
		"left and restored":    {newArray(event("pagehide", true), event("pageshow", true)), []string{"hide", "show"}},
		"failed":               {newArray(failed), []string{"error"}},
		"failed for a new one": {newArray(failed, window.Get("Event").New("navigate")), nil},
	} {
		t.Run(name, func(t *testing.T) {
			var heard []string
			remove := w.AdoptLeave(test.kept, func(event string) { heard = append(heard, event) })
			defer remove()
			nextTask()
			require.Equal(t, test.want, heard)
			window.Call("dispatchEvent", event("pagehide", false))
			require.Equal(t, append(test.want, "hide"), heard)
		})
	}
}

func TestAdoptLeaveRemoved(t *testing.T) {
	w := newWindow(t)
	w.AdoptLeave(newArray(window.Get("Event").New("navigateerror")), func(string) { t.Error("called") })()
	nextTask()
}

func cancelNavigation(t *testing.T) {
	t.Helper()
	cancel := js.FuncOf(func(_ js.Value, args []js.Value) any {
		args[0].Call("preventDefault")
		return nil
	})
	defer cancel.Release()
	navigation := window.Get("navigation")
	navigation.Call("addEventListener", "navigate", cancel)
	defer navigation.Call("removeEventListener", "navigate", cancel)
	result := navigation.Call("navigate", "#cancelled")
	for _, promise := range []string{"committed", "finished"} {
		_, rejected := await(t, result.Get(promise))
		require.True(t, rejected)
	}
}

// All listeners share those of the browser, which go with the last of them.
func TestOnLeaveIsShared(t *testing.T) {
	w := newWindow(t)
	var heard []string
	hear := func(name string) (remove func()) {
		return w.OnLeave(func(event string) { heard = append(heard, name+" "+event) })
	}
	show := func(persisted bool) {
		window.Call("dispatchEvent", window.Get("PageTransitionEvent").New("pageshow",
			map[string]any{"persisted": persisted}))
	}
	funcs := jsbridge.LiveFuncs()
	removeA := hear("a")
	listening := jsbridge.LiveFuncs()
	var removeB func()
	removeC := w.OnLeave(func(string) { removeB() }) // among those that are being told
	removeB = hear("b")
	require.Equal(t, listening, jsbridge.LiveFuncs())

	show(false)
	show(true)
	removeA()
	removeA()
	show(true)
	removeC()

	require.Equal(t, []string{"a show"}, heard)
	require.Equal(t, funcs, jsbridge.LiveFuncs())
}
