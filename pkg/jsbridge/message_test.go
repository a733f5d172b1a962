//go:build js && wasm

package jsbridge_test

import (
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

// The window of the tests is its own parent.
func TestPostToParent(t *testing.T) {
	w := newWindow(t)
	heard := make(chan js.Value, 1)
	listener := js.FuncOf(func(_ js.Value, args []js.Value) any {
		heard <- args[0]
		return nil
	})
	defer listener.Release()
	window.Call("addEventListener", "message", listener)
	defer window.Call("removeEventListener", "message", listener)
	set := js.FuncOf(func(js.Value, []js.Value) any { t.Error("called"); return nil })
	defer set.Release()
	patch(t, window.Get("Object").Get("prototype"), "url", map[string]any{"set": set})
	patch(t, window, "parent", map[string]any{"value": nil}) // a variable of the page

	require.NoError(t, w.PostToParent(map[string]any{"source": "x", "url": "/y?z", "keepOpen": false}, w.Origin()))
	event := receive(t, heard)
	require.Equal(t, w.Origin(), event.Get("origin").String())
	require.JSONEq(t, `{"source": "x", "url": "/y?z", "keepOpen": false}`,
		window.Get("JSON").Call("stringify", event.Get("data")).String())

	require.NoError(t, w.PostToParent(nil, "https://other.test"))
	nextTask()
	require.Empty(t, heard, "another origin's")
}

func TestPostToParentFails(t *testing.T) {
	w := newWindow(t)
	require.ErrorContains(t, w.PostToParent(nil, "no origin"), "SyntaxError")
	require.ErrorContains(t, w.PostToParent(map[string]any{"x": struct{}{}}, w.Origin()), "TypeError")
	patch(t, window, "parent", map[string]any{"value": nil})
	jsbridge.TakeNatives()
	require.ErrorContains(t, w.PostToParent(nil, w.Origin()), "TypeError")
}
