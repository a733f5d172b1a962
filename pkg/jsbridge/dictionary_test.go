//go:build js && wasm

package jsbridge_test

import (
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

// bare makes an object without a prototype.
func bare(properties map[string]any) js.Value {
	return window.Get("Object").Call("assign", window.Get("Object").Call("create", nil), properties)
}

func TestDictionaryReadsPlainValues(t *testing.T) {
	signal := window.Get("AbortController").New().Get("signal")
	d := jsbridge.NewDictionary(bare(map[string]any{
		"text": "x", "number": 1500, "yes": true, "list": []any{"a", "b"},
		"nested": bare(map[string]any{"text": "y"}), "signal": signal,
	}))
	require.Equal(t, "x", d.String("text"))
	require.InDelta(t, 1500, d.Float("number"), 0)
	require.True(t, d.Bool("yes"))
	require.Equal(t, []string{"a", "b"}, d.Strings("list"))
	require.Equal(t, "y", d.Dictionary("nested").String("text"))
	require.True(t, d.Value("signal").Equal(signal))
}

func TestDictionaryReadsNothingOfWhatIsAbsentOrOfAnotherType(t *testing.T) {
	patch(t, window.Get("Object").Get("prototype"), "missing", map[string]any{"value": "polluted"})
	for name, d := range map[string]jsbridge.Dictionary{
		"undefined": jsbridge.NewDictionary(js.Undefined()),
		"empty":     jsbridge.NewDictionary(bare(nil)),
		"other":     jsbridge.NewDictionary(bare(map[string]any{"missing": js.Null()})),
	} {
		t.Run(name, func(t *testing.T) {
			require.Empty(t, d.String("missing"))
			require.Zero(t, d.Float("missing"))
			require.False(t, d.Bool("missing"))
			require.Nil(t, d.Strings("missing"))
			require.True(t, d.Value("toString").IsUndefined())
		})
	}
}

func TestDictionaryRefusesWhatAPageCouldHaveChanged(t *testing.T) {
	for name, v := range map[string]any{
		"an object with a prototype": map[string]any{}, "an array": []any{}, "a string": "text", "null": nil,
	} {
		t.Run(name, func(t *testing.T) {
			require.Panics(t, func() { jsbridge.NewDictionary(js.ValueOf(v)) })
		})
	}
}
