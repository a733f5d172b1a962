//go:build js && wasm

package jsbridge_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

// answerAccess has requestStorageAccess do what a function does.
func answerAccess(t *testing.T, request any) *jsbridge.Window {
	t.Helper()
	patch(t, window.Get("Document").Get("prototype"), "requestStorageAccess", map[string]any{"value": request})
	jsbridge.TakeNatives()
	return newWindow(t)
}

// The browser's own handle is in e2e, where another site frames the page. This one has
// the session storage for local storage.
func TestRequestStorageAccess(t *testing.T) {
	handle := scripts.Call("handle")
	w := answerAccess(t, scripts.Call("returner", window.Get("Promise").Call("resolve", handle)))
	require.NoError(t, w.RequestStorageAccess())

	require.NoError(t, w.StorageSet("localStorage", "access", "granted"))
	require.Equal(t, "granted", window.Get("sessionStorage").Call("getItem", "access").String())
	value, found, err := w.StorageGet("localStorage", "access")
	require.NoError(t, err)
	require.True(t, found)
	require.Equal(t, "granted", value)
	require.NoError(t, w.StorageRemove("localStorage", "access"))
	require.True(t, window.Get("sessionStorage").Call("getItem", "access").IsNull())

	_, _, err = w.DatabaseGet("no database", "store", "key")
	require.NoError(t, err)

	heard := make(chan string, 1)
	defer w.OnBroadcast("access", func(message string) { heard <- message })()
	jsbridge.NewWindow().Broadcast("first access", "hello")
	require.Equal(t, "hello", <-heard)
}

func TestRequestStorageAccessFails(t *testing.T) {
	for name, request := range map[string]any{
		"refused":      scripts.Call("rejecter", "no"),
		"cookies only": scripts.Call("returner", window.Get("Promise").Call("resolve")),
		"not there":    nil,
	} {
		t.Run(name, func(t *testing.T) {
			w := answerAccess(t, request)
			require.Error(t, w.RequestStorageAccess())
			require.NoError(t, w.StorageSet("localStorage", "access", ""), "which is the page's own")
			require.NoError(t, w.StorageRemove("localStorage", "access"))
		})
	}
}
