//go:build js && wasm

package jsbridge_test

import (
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/require"
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

func TestOnPageShow(t *testing.T) {
	w := newWindow(t)
	calls := 0
	remove := w.OnPageShow(func() { calls++ })
	show := func(persisted bool) {
		window.Call("dispatchEvent", window.Get("PageTransitionEvent").New("pageshow",
			map[string]any{"persisted": persisted}))
	}
	show(false)
	show(true)
	remove()
	remove()
	show(true)
	require.Equal(t, 1, calls)
}
