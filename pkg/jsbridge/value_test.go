//go:build js && wasm

package jsbridge_test

import (
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

// Whatever a page passes is read, or is not of the type that was asked for.
func TestValuesAreReadByTheirType(t *testing.T) {
	bigint := window.Call("BigInt", 1)
	symbol := window.Call("Symbol", "x")
	list := js.ValueOf([]any{"a", "b"})
	for name, v := range map[string]js.Value{
		"undefined": js.Undefined(), "null": js.Null(), "boolean": js.ValueOf(true), "number": js.ValueOf(1.5), "string": js.ValueOf("x"),
		"bigint": bigint, "symbol": symbol, "array": list, "function": window.Get("Object"),
	} {
		text, ok := jsbridge.String(v)
		require.Equal(t, name == "string", ok, name)
		require.Equal(t, map[bool]string{true: "x"}[ok], text, name)
		number, ok := jsbridge.Number(v)
		require.Equal(t, name == "number", ok, name)
		require.InDelta(t, map[bool]float64{true: 1.5}[ok], number, 0, name)
		boolean, ok := jsbridge.Bool(v)
		require.Equal(t, name == "boolean", ok, name)
		require.Equal(t, ok, boolean, name)
		strings, ok := jsbridge.Strings(v, 3)
		require.Equal(t, name == "array", ok, name)
		require.Equal(t, map[bool][]string{true: {"a", "b"}}[ok], strings, name)
		require.Equal(t, name == "array" || name == "function", jsbridge.IsObject(v), name)
	}
	_, ok := jsbridge.Strings(list, 2)
	require.False(t, ok, "too many")
	_, ok = jsbridge.Strings(js.ValueOf([]any{"a", 1}), 3)
	require.False(t, ok, "not only strings")
	hostile := js.Global().Get("Proxy").New(list, map[string]any{"get": thrower("no")})
	_, ok = jsbridge.Strings(hostile, 3)
	require.False(t, ok, "reading throws")
}

func TestErrorsOfJavaScript(t *testing.T) {
	e := jsbridge.ErrorOf(jsbridge.NewError("broken"))
	require.Equal(t, "Error: broken", e.Error())
	require.Equal(t, "broken", e.Value.Get("message").String())
}
