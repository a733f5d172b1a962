//go:build js && wasm

package jsbridge_test

import (
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

func TestFuncReportsAPanicAsAnUncaughtException(t *testing.T) {
	reported := scripts.Call("asyncError")
	f := jsbridge.Func(func(args []js.Value) js.Value { return args[5] })
	defer jsbridge.Release(f)

	require.True(t, f.Invoke().IsUndefined())
	message, _ := await(t, reported)
	require.Contains(t, message.String(), "Go panic: runtime error: index out of range")
}

func TestLiveFuncsCountsUntilReleaseWithinItsOwnCall(t *testing.T) {
	before := jsbridge.LiveFuncs()
	var f js.Func
	f = jsbridge.Func(func(args []js.Value) js.Value {
		jsbridge.Release(f)
		return args[0]
	})
	require.Equal(t, before+1, jsbridge.LiveFuncs())
	require.Equal(t, 3, f.Invoke(3).Int())
	require.Equal(t, before, jsbridge.LiveFuncs())
}
