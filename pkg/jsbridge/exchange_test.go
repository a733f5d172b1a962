//go:build js && wasm

package jsbridge_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

type textAnswer struct {
	text string
	err  error
}

func askText(t *testing.T, f func(done func(string, error))) textAnswer {
	t.Helper()
	answers := make(chan textAnswer, 2)
	f(func(text string, err error) { answers <- textAnswer{text, err} })
	return receive(t, answers)
}

// The example of RFC 7636, appendix B.
func TestChallenge(t *testing.T) {
	w := newWindow(t)
	got := askText(t, func(done func(string, error)) { w.Challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", done) })
	require.Equal(t, textAnswer{"E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", nil}, got)

	patch(t, window, "crypto", map[string]any{"value": map[string]any{}})
	got = askText(t, func(done func(string, error)) { jsbridge.NewWindow().Challenge("x", done) })
	require.ErrorContains(t, got.err, "TypeError")
}

func TestPostForText(t *testing.T) {
	w := newWindow(t)
	response := window.Get("Response").New("hello", map[string]any{"status": 400})
	patch(t, window, "fetch", map[string]any{"value": scripts.Call("returner", window.Get("Promise").Call("resolve", response))})
	jsbridge.TakeNatives()
	post := func(done func(string, error)) { w.PostForText("/token", "a=b", done) }
	require.Equal(t, textAnswer{"hello", nil}, askText(t, post))
	require.ErrorContains(t, askText(t, post).err, "TypeError", "it has been read")

	patch(t, window, "fetch", map[string]any{"value": thrower(exception("NetworkError"))})
	jsbridge.TakeNatives()
	require.ErrorContains(t, askText(t, post).err, "NetworkError")
}
