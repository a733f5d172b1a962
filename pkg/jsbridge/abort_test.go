//go:build js && wasm

package jsbridge_test

import (
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

func TestAbortSignal(t *testing.T) {
	newController := func() (js.Value, jsbridge.AbortSignal) {
		controller := window.Get("AbortController").New()
		return controller, jsbridge.AbortSignal{Value: controller.Get("signal")}
	}
	newWindow(t)

	t.Run("calls once", func(t *testing.T) {
		controller, signal := newController()
		calls := 0
		remove := signal.OnAbort(func() { calls++ })
		require.False(t, signal.Aborted())
		controller.Call("abort")
		controller.Call("abort")
		remove()
		require.Equal(t, 1, calls)
	})
	t.Run("removed", func(t *testing.T) {
		controller, signal := newController()
		remove := signal.OnAbort(func() { t.Error("called") })
		remove()
		remove()
		controller.Call("abort")
	})
	t.Run("aborted already", func(t *testing.T) {
		controller, signal := newController()
		controller.Call("abort")
		require.True(t, signal.Aborted())
		calls := 0
		signal.OnAbort(func() { calls++ })()
		require.Equal(t, 1, calls)
	})
	t.Run("reason", func(t *testing.T) {
		controller, signal := newController()
		require.True(t, signal.Reason().IsUndefined())
		controller.Call("abort", "enough")
		require.Equal(t, "enough", signal.Reason().String())
	})
	t.Run("what a script pretends", func(t *testing.T) {
		controller, signal := newController()
		for _, name := range []string{"aborted", "reason"} {
			window.Get("Object").Call("defineProperty", signal.Value, name, map[string]any{"value": true})
		}
		remove := signal.OnAbort(func() { t.Error("called") })
		defer remove()
		signal.Call("dispatchEvent", window.Get("Event").New("abort"))
		require.False(t, signal.Aborted())
		require.True(t, signal.Reason().IsUndefined())
		remove()
		controller.Call("abort", "enough")
		require.Equal(t, "enough", signal.Reason().String())
	})
	t.Run("no signal", func(t *testing.T) {
		for _, v := range []any{js.Undefined(), nil, 5, hostile("aborted")} {
			signal := jsbridge.AbortSignal{Value: js.ValueOf(v)}
			require.False(t, signal.Aborted())
			require.True(t, signal.Reason().IsUndefined())
			signal.OnAbort(func() { t.Error("called") })()
		}
	})
}

func TestNewAbortSignal(t *testing.T) {
	genuine := window.Get("AbortController").New().Get("signal")
	signal, err := jsbridge.NewAbortSignal(genuine)
	require.NoError(t, err)
	require.True(t, signal.Equal(genuine))
	for name, v := range map[string]any{
		"undefined": js.Undefined(), "null": nil, "number": 5, "bigint": window.Get("BigInt").Invoke(5),
		"one like it": map[string]any{"aborted": false, "reason": nil},
		"its heir":    window.Get("Object").Call("create", genuine),
		"another":     window.Get("EventTarget").New(),
		"hostile":     hostile("aborted"),
		"proxy":       window.Get("Proxy").New(genuine, map[string]any{}),
	} {
		_, err := jsbridge.NewAbortSignal(js.ValueOf(v))
		require.ErrorContains(t, err, "TypeError", name)
	}
}
