//go:build js && wasm

package jsbridge_test

import (
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

func TestJSON(t *testing.T) {
	text, err := jsbridge.JSON(js.ValueOf(map[string]any{"a": []any{1, "é", nil}}))
	require.NoError(t, err)
	require.Equal(t, `{"a":[1,"é",null]}`, text)
	value, err := jsbridge.ParseJSON(text)
	require.NoError(t, err)
	require.Equal(t, "é", value.Get("a").Index(1).String())

	circle := js.ValueOf(map[string]any{})
	circle.Set("circle", circle)
	for name, v := range map[string]js.Value{"circle": circle, "function": window.Get("Object"), "undefined": js.Undefined(), "bigint": window.Call("BigInt", 1)} {
		_, err := jsbridge.JSON(v)
		require.ErrorContains(t, err, "TypeError", name)
	}
	_, err = jsbridge.ParseJSON("{")
	require.ErrorContains(t, err, "SyntaxError")
}
