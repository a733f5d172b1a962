//go:build js && wasm

package jsbridge_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

func TestStorage(t *testing.T) {
	w := newWindow(t)
	for _, area := range []string{"localStorage", "sessionStorage"} {
		_, found, err := w.StorageGet(area, "the.key")
		require.NoError(t, err)
		require.False(t, found)

		require.NoError(t, w.StorageSet(area, "the.key", ""))
		value, found, err := w.StorageGet(area, "the.key")
		require.NoError(t, err)
		require.True(t, found)
		require.Empty(t, value)

		require.NoError(t, w.StorageRemove(area, "the.key"))
		_, found, _ = w.StorageGet(area, "the.key")
		require.False(t, found)
		require.NoError(t, w.StorageRemove(area, "the.key"))
	}
}

func TestStorageQuota(t *testing.T) {
	w := newWindow(t)
	err := w.StorageSet("localStorage", "the.key", string(make([]byte, 6<<20)))
	require.ErrorContains(t, err, "QuotaExceededError")
}

func TestStorageDenied(t *testing.T) {
	w := newWindow(t)
	for name, area := range map[string]map[string]any{
		"SecurityError": {"get": thrower(exception("SecurityError"))},
		"TypeError":     {"value": nil}, // as in some WebViews
	} {
		t.Run(name, func(t *testing.T) {
			patch(t, window, "localStorage", area)
			jsbridge.TakeNatives()
			_, found, err := w.StorageGet("localStorage", "the.key")
			require.False(t, found)
			require.ErrorContains(t, err, name)
			require.ErrorContains(t, w.StorageSet("localStorage", "the.key", "x"), name)
			require.ErrorContains(t, w.StorageRemove("localStorage", "the.key"), name)
		})
	}
}

// A page may tamper with storage before this program starts, and after.
func TestStorageRemoveInATamperedPage(t *testing.T) {
	storage := window.Get("Storage").Get("prototype")
	lie := map[string]any{"value": scripts.Call("returner", nil)}
	fail := map[string]any{"value": thrower("no")}
	tests := map[string]func(t *testing.T){
		"own property": func(t *testing.T) {
			window.Get("localStorage").Set("removeItem", "x")
			t.Cleanup(func() { window.Get("localStorage").Delete("removeItem") })
		},
		"patched after": func(t *testing.T) { patch(t, storage, "removeItem", lie) },
		"lies":          func(t *testing.T) { patch(t, storage, "removeItem", lie); jsbridge.TakeNatives() },
		"throws":        func(t *testing.T) { patch(t, storage, "removeItem", fail); jsbridge.TakeNatives() },
		"reading lies, too": func(t *testing.T) {
			patch(t, storage, "removeItem", lie)
			patch(t, storage, "getItem", lie)
			jsbridge.TakeNatives()
		},
		"another storage": func(t *testing.T) {
			patch(t, window, "localStorage", map[string]any{"value": window.Get("sessionStorage")})
		},
		"nothing deletes": func(t *testing.T) { patch(t, window.Get("Reflect"), "deleteProperty", fail); jsbridge.TakeNatives() },
	}
	for name, tamper := range tests {
		t.Run(name, func(t *testing.T) {
			w := newWindow(t)
			require.NoError(t, w.StorageSet("localStorage", "the.key", "token"))
			genuine := window.Get("localStorage")
			tamper(t)
			_, found, err := w.StorageGet("localStorage", "the.key")
			require.NoError(t, err)
			require.True(t, found)
			require.NoError(t, w.StorageRemove("localStorage", "the.key"))
			_, found, err = w.StorageGet("localStorage", "the.key")
			require.NoError(t, err)
			require.False(t, found)
			require.True(t, genuine.Get("the.key").IsUndefined())
		})
	}
}

func TestStorageRemoveWhenNothingHelps(t *testing.T) {
	w := newWindow(t)
	require.NoError(t, w.StorageSet("localStorage", "the.key", "token"))
	t.Cleanup(func() { window.Get("localStorage").Delete("the.key") })
	storage := window.Get("Storage").Get("prototype")

	patch(t, storage, "removeItem", map[string]any{"value": thrower("first")})
	patch(t, window.Get("Reflect"), "deleteProperty", map[string]any{"value": thrower("second")})
	jsbridge.TakeNatives()

	require.EqualError(t, w.StorageRemove("localStorage", "the.key"), "first")
	value, _, _ := w.StorageGet("localStorage", "the.key")
	require.Empty(t, value, "at least overwritten")
}
