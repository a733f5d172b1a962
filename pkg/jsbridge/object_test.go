//go:build js && wasm

package jsbridge_test

import (
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

func TestObjectReadsOptions(t *testing.T) {
	o := jsbridge.NewObject(js.ValueOf(map[string]any{
		"text": "x", "number": 1500, "yes": true, "list": []any{"a", "b"}, "null": nil,
		"nested": map[string]any{"text": "y"},
	}))
	require.Equal(t, "x", o.String("text"))
	require.InDelta(t, 1500, o.Float("number"), 0)
	require.True(t, o.Bool("yes"))
	require.Equal(t, []string{"a", "b"}, o.Strings("list"))
	require.Equal(t, "y", o.Object("nested").String("text"))
	require.Equal(t, "x", o.Value("text").String())
	require.True(t, o.Has("text"))
	require.False(t, o.Has("null"))

	for _, absent := range []string{"null", "missing", "toString", "__proto__"} {
		require.Empty(t, o.String(absent))
		require.Zero(t, o.Float(absent))
		require.False(t, o.Bool(absent))
		require.Empty(t, o.Strings(absent))
		require.Empty(t, o.Object(absent).String("text"))
	}
	require.NoError(t, o.Err())
}

func TestObjectIgnoresAPollutedPrototype(t *testing.T) {
	patch(t, window.Get("Object").Get("prototype"), "mode", map[string]any{"value": "polluted"})
	o := jsbridge.NewObject(window.Get("Object").New())
	require.Empty(t, o.String("mode"))
	require.NoError(t, o.Err())
}

func TestObjectKeepsTheFirstMistake(t *testing.T) {
	tests := map[string]struct {
		value any
		read  func(o jsbridge.Object)
		want  string
	}{
		"string":    {5, func(o jsbridge.Object) { o.String("x"); o.Float("x"); o.Bool("x") }, "x: want string"},
		"number":    {"5", func(o jsbridge.Object) { o.Float("x") }, "x: want number"},
		"bool":      {"true", func(o jsbridge.Object) { o.Bool("x") }, "x: want boolean"},
		"bigint":    {window.Get("BigInt").Invoke(5), func(o jsbridge.Object) { o.Float("x") }, "x: want number"},
		"no array":  {map[string]any{}, func(o jsbridge.Object) { o.Strings("x") }, "x: want an array of strings"},
		"mixed":     {[]any{"a", 1}, func(o jsbridge.Object) { o.Strings("x") }, "x: want an array of strings"},
		"no object": {"text", func(o jsbridge.Object) { o.Object("x") }, "x: want object"},
		"nested":    {map[string]any{"y": 1}, func(o jsbridge.Object) { o.Object("x").String("y") }, "x.y: want string"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			o := jsbridge.NewObject(js.ValueOf(map[string]any{"x": test.value}))
			test.read(o)
			require.EqualError(t, o.Err(), "TypeError: "+test.want)
		})
	}
}

func TestObjectReturnsWhatAnAccessorThrows(t *testing.T) {
	o := jsbridge.NewObject(hostile("x"))
	require.Empty(t, o.String("x"))
	require.EqualError(t, o.Err(), "trap")
}

func TestObjectOfSomethingElse(t *testing.T) {
	require.NoError(t, jsbridge.NewObject(js.Undefined()).Err())
	require.Empty(t, jsbridge.NewObject(js.Null()).String("x"))
	require.EqualError(t, jsbridge.NewObject(js.ValueOf("text")).Err(), "TypeError: options: want object")
}
