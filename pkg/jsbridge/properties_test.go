//go:build js && wasm

package jsbridge_test

import (
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

func TestProperties(t *testing.T) {
	patch(t, window.Get("Object").Get("prototype"), "inherited", map[string]any{"value": "x", "enumerable": true})
	v := scripts.Call("getters", newArray("b", "a"))
	window.Get("Object").Call("defineProperty", v, "hidden", map[string]any{"value": "x"})

	names, values, err := jsbridge.Properties(v)
	require.NoError(t, err)
	require.Equal(t, []string{"b", "a"}, names)
	require.Equal(t, 1, values[0].Int(), "read once")
	require.Equal(t, 2, values[1].Int(), "read once")

	for name, v := range map[string]js.Value{
		"empty": js.ValueOf(map[string]any{}), "without a prototype": window.Get("Object").Call("create", nil), "function": thrower("no"),
	} {
		names, values, err = jsbridge.Properties(v)
		require.NoError(t, err, name)
		require.Empty(t, names, name)
		require.Empty(t, values, name)
	}
}

func TestPropertiesFails(t *testing.T) {
	many := make([]any, 1_001)
	for i := range many {
		many[i] = i
	}
	for name, test := range map[string]struct {
		v    any
		want string
	}{
		"undefined": {js.Undefined(), "TypeError"},
		"null":      {nil, "TypeError"},
		"text":      {"text", "TypeError"},
		"bigint":    {window.Get("BigInt").Invoke(5), "TypeError"},
		"getter":    {scripts.Call("thrownFrom", "own"), "own"},
		"proxy":     {window.Get("Proxy").New(map[string]any{}, map[string]any{"ownKeys": thrower("keys")}), "keys"},
		"too many":  {many, "TypeError"},
	} {
		t.Run(name, func(t *testing.T) {
			names, values, err := jsbridge.Properties(js.ValueOf(test.v))
			require.ErrorContains(t, err, test.want)
			require.Nil(t, names)
			require.Nil(t, values)
		})
	}
	names, _, err := jsbridge.Properties(js.ValueOf(many[:1_000]))
	require.NoError(t, err)
	require.Len(t, names, 1_000)
}
