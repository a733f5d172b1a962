//go:build js && wasm

package jsbridge_test

import (
	"runtime"
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

func TestWhatIsThrownBecomesAnError(t *testing.T) {
	tests := map[string]struct {
		thrown        any
		name, message string
		text          string
	}{
		"error":           {window.Get("RangeError").New("too far"), "RangeError", "too far", "RangeError: too far"},
		"DOMException":    {exception("SecurityError"), "SecurityError", "no", "SecurityError: no"},
		"no message":      {window.Get("Error").New(), "Error", "", "Error"},
		"string":          {"boom", "", "boom", "boom"},
		"number":          {7, "", "<number: 7>", "<number: 7>"},
		"undefined":       {js.Undefined(), "", "<undefined>", "<undefined>"},
		"null":            {nil, "", "<null>", "<null>"},
		"symbol":          {window.Get("Symbol").Invoke("s"), "", "<symbol>", "<symbol>"},
		"bigint":          {window.Get("BigInt").Invoke(5), "", "<bigint>", "<bigint>"},
		"plain object":    {map[string]any{}, "Error", "", "Error"},
		"odd properties":  {map[string]any{"name": 1, "message": []any{}}, "Error", "", "Error"},
		"hostile message": {hostile("message"), "Error", "", "Error"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := jsbridge.Try(func() js.Value { return thrower(test.thrown).Invoke() })
			var e *jsbridge.Error
			require.ErrorAs(t, err, &e)
			require.Equal(t, test.name, e.Name)
			require.Equal(t, test.message, e.Message)
			require.Equal(t, test.text, e.Error())
		})
	}
}

// hostile is an object with a getter that throws.
func hostile(property string) js.Value {
	object := window.Get("Object").New()
	window.Get("Object").Call("defineProperty", object, property, map[string]any{"get": thrower("trap")})
	return object
}

func TestTryMapsTheMistakesThatSyscallJSFinds(t *testing.T) {
	for name, f := range map[string]func() js.Value{
		"wrong type":     func() js.Value { return js.ValueOf(js.ValueOf("text").Int()) },
		"missing method": func() js.Value { return window.Get("Object").New().Call("missing") },
		"invalid value":  func() js.Value { return js.ValueOf(struct{}{}) },
	} {
		t.Run(name, func(t *testing.T) {
			_, err := jsbridge.Try(f)
			require.ErrorContains(t, err, "TypeError: ")
		})
	}
}

func TestTryLeavesOtherPanicsAlone(t *testing.T) {
	require.Panics(t, func() {
		_, _ = jsbridge.Try(func() js.Value { panic(new(runtime.TypeAssertionError)) })
	})
}

func TestGetSetAndCallReturnWhatAccessorsThrow(t *testing.T) {
	object := hostile("trap")
	proxy := window.Get("Proxy").New(window.Get("Object").New(), map[string]any{
		"get": thrower(exception("SecurityError")), "set": thrower("no"),
	})

	_, err := jsbridge.Get(object, "trap")
	require.EqualError(t, err, "trap")
	_, err = jsbridge.Get(proxy, "anything")
	require.EqualError(t, err, "SecurityError: no")
	require.EqualError(t, jsbridge.Set(proxy, "anything", 1), "no")
	_, err = jsbridge.Call(object, "trap") // js.Value.Call would unwind
	require.EqualError(t, err, "trap")

	_, err = jsbridge.Get(js.Undefined(), "x")
	require.ErrorContains(t, err, "TypeError")
	_, err = jsbridge.Call(object, "missing")
	require.ErrorContains(t, err, "TypeError")
	frozen := window.Get("Object").Call("freeze", window.Get("Object").New())
	require.EqualError(t, jsbridge.Set(frozen, "x", 1), "TypeError: cannot set x")
	require.ErrorContains(t, jsbridge.Set(object, "x", struct{}{}), "invalid value")
}

func TestGetSetAndCallOnAnObject(t *testing.T) {
	object := window.Get("Object").New()
	require.NoError(t, jsbridge.Set(object, "x", "y"))
	v, err := jsbridge.Get(object, "x")
	require.NoError(t, err)
	require.Equal(t, "y", v.String())
	v, err = jsbridge.Call(object, "hasOwnProperty", "x")
	require.NoError(t, err)
	require.True(t, v.Bool())
	v, err = jsbridge.Get(object, "missing")
	require.NoError(t, err)
	require.True(t, v.IsUndefined())
}
