//go:build js && wasm

package jsbridge_test

import (
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

func TestDateIsTheMachines(t *testing.T) {
	w := newWindow(t)
	before := window.Get("Date").Call("now").Float()
	require.GreaterOrEqual(t, w.Date(), before)
}

// What scripts dispatch is nothing that a user does. What a user does is in e2e.
func TestScriptsAreNoUsers(t *testing.T) {
	w := newWindow(t)
	live := jsbridge.LiveFuncs()
	unexpected := func() { t.Error("a script was taken for a user") }
	stopActivity, stopReturn := w.OnActivity(unexpected), w.OnReturn(unexpected)
	for _, name := range []string{"keydown", "pointermove", "focus"} {
		window.Call("dispatchEvent", window.Get("Event").New(name))
	}
	for range 2 {
		stopActivity()
		stopReturn()
	}
	require.Equal(t, live, jsbridge.LiveFuncs())
}

func TestCallAsync(t *testing.T) {
	promise := window.Get("Promise")
	for name, test := range map[string]struct {
		f     js.Value
		fails bool
	}{
		"fulfilled":        {scripts.Call("returner", promise.Call("resolve", 1)), false},
		"rejected":         {scripts.Call("rejecter", "no"), true},
		"thrown":           {thrower("no"), true},
		"nothing returned": {scripts.Call("returner"), true},
	} {
		t.Run(name, func(t *testing.T) {
			newWindow(t)
			done := make(chan error, 1)
			jsbridge.CallAsync(test.f, func(err error) { done <- err })
			require.Equal(t, test.fails, <-done != nil)
		})
	}
}
