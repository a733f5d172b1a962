//go:build js && wasm

package jsbridge_test

import (
	"runtime"
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

func TestPromise(t *testing.T) {
	reason := window.Get("Error").New("reason")
	tests := map[string]struct {
		work     func() (js.Value, bool)
		rejected bool
		check    func(t *testing.T, v js.Value)
	}{
		"fulfilled": {
			func() (js.Value, bool) { return js.ValueOf("done"), true }, false,
			func(t *testing.T, v js.Value) { require.Equal(t, "done", v.String()) },
		},
		"zero value": {
			func() (v js.Value, ok bool) { return v, true }, false,
			func(t *testing.T, v js.Value) { require.True(t, v.IsUndefined()) },
		},
		"rejected with any value": {
			func() (js.Value, bool) { return reason, false }, true,
			func(t *testing.T, v js.Value) { require.True(t, v.Equal(reason)) },
		},
		"runtime panic": {
			func() (js.Value, bool) { var m map[string]int; m["x"]++; return js.Null(), true }, true,
			isError("Go panic: assignment to entry in nil map"),
		},
		"exception": {
			func() (js.Value, bool) { return thrower("text").Invoke(), true }, true, isError("Go panic: text"),
		},
		"other panic": {
			func() (js.Value, bool) { panic(5) }, true, isError("Go panic"),
		},
		"goexit": {
			func() (js.Value, bool) { runtime.Goexit(); return js.Null(), true }, true, isError("Go panic"),
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			newWindow(t)
			v, rejected := await(t, jsbridge.Promise(test.work))
			require.Equal(t, test.rejected, rejected)
			test.check(t, v)
		})
	}
}

func TestPromiseIsTheBrowsersOwn(t *testing.T) {
	newWindow(t)
	genuine := window.Get("Promise")
	patch(t, window, "Promise", map[string]any{"value": thrower("of the page")})
	before := jsbridge.LiveFuncs()
	promise := jsbridge.Promise(func() (js.Value, bool) { return js.ValueOf("done"), true })
	require.True(t, promise.InstanceOf(genuine))
	require.Equal(t, before, jsbridge.LiveFuncs())
	value, rejected := await(t, promise)
	require.False(t, rejected)
	require.Equal(t, "done", value.String())
}

func isError(message string) func(t *testing.T, v js.Value) {
	return func(t *testing.T, v js.Value) {
		t.Helper()
		require.True(t, v.InstanceOf(window.Get("Error")))
		require.Equal(t, message, v.Get("message").String())
	}
}

func TestPromiseWorksUpToItsFirstBlockBeforeTheCallReturns(t *testing.T) {
	newWindow(t)
	var order []string
	unblock := make(chan struct{})
	export := jsbridge.Func(func([]js.Value) js.Value {
		return jsbridge.Promise(func() (js.Value, bool) {
			order = append(order, "before the block")
			<-unblock
			order = append(order, "after the block")
			return js.Undefined(), true
		})
	})
	defer jsbridge.Release(export)
	after := js.FuncOf(func(js.Value, []js.Value) any {
		order = append(order, "caller goes on")
		close(unblock)
		return nil
	})
	defer after.Release()

	_, rejected := await(t, scripts.Call("callThen", export, after))
	require.False(t, rejected)
	require.Equal(t, []string{"before the block", "caller goes on", "after the block"}, order)
}
