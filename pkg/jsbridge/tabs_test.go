//go:build js && wasm

package jsbridge_test

import (
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

func TestBroadcastReachesTheOthers(t *testing.T) {
	w := newWindow(t)
	other := window.Get("BroadcastChannel").New("test")
	defer other.Call("close")
	heard := make(chan string, 10)
	onMessage := js.FuncOf(func(_ js.Value, args []js.Value) any {
		heard <- args[0].Get("data").String()
		return nil
	})
	defer onMessage.Release()
	other.Set("onmessage", onMessage)

	w.Broadcast("test", "closed at once")
	require.Equal(t, "closed at once", receive(t, heard))

	events := make(chan string, 10)
	remove := w.OnBroadcast("test", func(message string) { events <- "first " + message })
	w.Broadcast("test", "shared")
	require.Equal(t, "shared", receive(t, heard))
	require.Empty(t, events, "heard itself")

	removeSecond := w.OnBroadcast("test", func(message string) { events <- "second " + message })
	w.Broadcast("test", "all")
	require.Equal(t, "all", receive(t, heard))
	require.Equal(t, "first all", receive(t, events))
	require.Equal(t, "second all", receive(t, events))

	other.Call("postMessage", map[string]any{"not": "a string"})
	other.Call("postMessage", "hello")
	require.Equal(t, "first hello", receive(t, events))
	require.Equal(t, "second hello", receive(t, events))
	require.Empty(t, events)

	remove()
	remove()
	other.Call("postMessage", "again")
	require.Equal(t, "second again", receive(t, events))
	removeSecond()
	w.Broadcast("test", "reopened")
	require.Equal(t, "reopened", receive(t, heard))
	require.Empty(t, events)
}

func TestBroadcastWhereThereIsNone(t *testing.T) {
	w := newWindow(t)
	patch(t, window, "BroadcastChannel", map[string]any{"value": js.Undefined()})
	jsbridge.TakeNatives()
	w.Broadcast("test", "x")
	w.OnBroadcast("test", func(string) { t.Error("called") })()
}

func TestOnStorage(t *testing.T) {
	w := newWindow(t)
	events := make(chan string, 10)
	remove := w.OnStorage("watched", func(value string) { events <- value })
	local := window.Get("localStorage")
	window.Call("dispatchEvent", window.Get("StorageEvent").New("storage", map[string]any{
		"key": "watched", "newValue": "synthetic", "storageArea": local,
	}))

	document := window.Get("document")
	otherTab := document.Call("createElement", "iframe") // as good as another tab
	document.Get("body").Call("append", otherTab)
	defer otherTab.Call("remove")
	other := otherTab.Get("contentWindow")
	other.Get("sessionStorage").Call("setItem", "watched", "of the session")
	storage := other.Get("localStorage")
	storage.Call("setItem", "other", "x")
	storage.Call("setItem", "watched", "one")
	storage.Call("removeItem", "watched")
	storage.Call("clear")
	storage.Call("setItem", "watched", "two")
	for _, want := range []string{"one", "", "", "two"} {
		require.Equal(t, want, receive(t, events))
	}

	remove()
	remove()
	storage.Call("clear")
	require.Empty(t, events)
}
