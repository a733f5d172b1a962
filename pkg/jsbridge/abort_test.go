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
	t.Run("no signal", func(t *testing.T) {
		for _, v := range []any{js.Undefined(), nil, 5, hostile("aborted")} {
			signal := jsbridge.AbortSignal{Value: js.ValueOf(v)}
			require.False(t, signal.Aborted())
			signal.OnAbort(func() { t.Error("called") })()
		}
	})
}
