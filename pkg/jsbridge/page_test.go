//go:build js && wasm

package jsbridge_test

import (
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

func TestPage(t *testing.T) {
	w := newWindow(t)
	location := window.Get("location")
	require.Equal(t, location.Get("href").String(), w.Href())
	require.Equal(t, location.Get("origin").String(), w.Origin())
	require.True(t, w.TopLevel())
}

func TestOriginSurvivesAGlobalOfThatName(t *testing.T) {
	patch(t, window, "origin", map[string]any{"value": "https://evil.test"})
	w := newWindow(t)
	require.Equal(t, window.Get("location").Get("origin").String(), w.Origin(), "taken before")
	jsbridge.TakeNatives()
	require.Equal(t, window.Get("location").Get("origin").String(), jsbridge.NewWindow().Origin(), "taken after")
}

func TestOnline(t *testing.T) {
	w := newWindow(t)
	for _, test := range []struct {
		onLine any
		want   bool
	}{{true, true}, {false, false}, {js.Undefined(), true}} {
		t.Run("", func(t *testing.T) {
			patch(t, window.Get("navigator"), "onLine", map[string]any{"value": test.onLine})
			require.Equal(t, test.want, w.Online())
		})
	}
}

func TestOnActivate(t *testing.T) {
	w := newWindow(t)
	calls := 0
	count := func() { calls++ }
	w.OnActivate(count)
	require.Equal(t, 1, calls, "it is active")

	prerendering := func(value any) {
		patch(t, window.Get("Document").Get("prototype"), "prerendering",
			map[string]any{"get": scripts.Call("returner", value)})
		jsbridge.TakeNatives()
	}
	change := func() {
		window.Get("document").Call("dispatchEvent", window.Get("Event").New("prerenderingchange"))
	}
	prerendering(true)
	w.OnActivate(count)
	change()
	require.Equal(t, 1, calls, "not yet")
	prerendering(false)
	change()
	change()
	require.Equal(t, 2, calls)

	patch(t, window.Get("Document").Get("prototype"), "prerendering", map[string]any{"value": js.Undefined()})
	jsbridge.TakeNatives()
	w.OnActivate(count)
	require.Equal(t, 3, calls, "a browser that does not prerender")
}

func TestRandomID(t *testing.T) {
	w := newWindow(t)
	first, second := w.RandomID(), w.RandomID()
	require.Regexp(t, "^[0-9a-f]{32}$", first)
	require.NotEqual(t, first, second)

	patch(t, window.Get("Crypto").Get("prototype"), "getRandomValues", map[string]any{"value": thrower("no")})
	jsbridge.TakeNatives()
	require.Empty(t, w.RandomID())
	require.False(t, w.AcceptsCookie(window.Get("location").Get("hostname").String()))
}

func TestAcceptsCookie(t *testing.T) {
	w := newWindow(t)
	document := window.Get("document")
	before := document.Get("cookie").String()
	host := window.Get("location").Get("hostname").String()
	for domain, want := range map[string]bool{
		host: true, "example.com": false, "com": false, "": false, host + "; Max-Age=9": false,
	} {
		require.Equal(t, want, w.AcceptsCookie(domain), domain)
		require.Equal(t, before, document.Get("cookie").String(), "left behind")
	}

	patch(t, window.Get("Document").Get("prototype"), "cookie", map[string]any{
		"get": thrower(exception("SecurityError")), "set": thrower(exception("SecurityError")),
	})
	require.True(t, w.AcceptsCookie(host), "patched after")
	jsbridge.TakeNatives()
	require.False(t, w.AcceptsCookie(host), "denied")
}
