//go:build js && wasm

package jsbridge_test

import (
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

const (
	database = "TestDatabase"
	store    = "pairs"
)

func put(t *testing.T, key string, value any) {
	t.Helper()
	_, rejected := await(t, scripts.Call("put", database, store, key, value))
	require.False(t, rejected)
	t.Cleanup(func() {
		reason, rejected := await(t, scripts.Call("drop", database))
		require.False(t, rejected, "left open: %v", reason)
	})
}

func TestDatabaseGet(t *testing.T) {
	for name, test := range map[string]struct {
		value any
		want  string
	}{
		"string": {"text", "text"},
		"empty":  {"", ""},
		"object": {map[string]any{"token": "x"}, `{"token":"x"}`},
		"null":   {nil, "null"},
		"number": {5, "5"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWindow(t)
			put(t, "key", test.value)
			value, found, err := w.DatabaseGet(database, store, "key")
			require.NoError(t, err)
			require.True(t, found)
			require.Equal(t, test.want, value)
		})
	}
}

func TestDatabaseDelete(t *testing.T) {
	w := newWindow(t)
	put(t, "key", "text")
	require.NoError(t, w.DatabaseDelete(database, store, "key"))
	require.NoError(t, w.DatabaseDelete(database, store, "key"))
	_, found, err := w.DatabaseGet(database, store, "key")
	require.NoError(t, err)
	require.False(t, found)
}

func TestDatabaseOfAnotherShape(t *testing.T) {
	w := newWindow(t)
	put(t, "key", "text")
	_, found, err := w.DatabaseGet(database, "other", "key")
	require.NoError(t, err)
	require.False(t, found)
	require.NoError(t, w.DatabaseDelete(database, "other", "key"))
}

func TestAMissingDatabaseIsNotCreated(t *testing.T) {
	w := newWindow(t)
	_, found, err := w.DatabaseGet("Missing", store, "key")
	require.NoError(t, err)
	require.False(t, found)
	require.NoError(t, w.DatabaseDelete("Missing", store, "key"))
	require.NotContains(t, databases(t), "Missing")
}

func databases(t *testing.T) string {
	t.Helper()
	names, _ := await(t, scripts.Call("databases"))
	return names.String()
}

// An upgrade that is aborted leaves an empty database behind in WebKit.
func TestAMissingDatabaseIsNotOpened(t *testing.T) {
	w := newWindow(t)
	put(t, "key", "text")
	patch(t, window.Get("IDBFactory").Get("prototype"), "open", map[string]any{"value": thrower("opened")})
	_, found, err := w.DatabaseGet("Missing", store, "key")
	require.NoError(t, err)
	require.False(t, found)
	require.NoError(t, w.DatabaseDelete("Missing", store, "key"))
	require.ErrorContains(t, w.DatabaseDelete(database, store, "key"), "opened")
}

func TestAMissingDatabaseWhereTheBrowserListsNone(t *testing.T) {
	w := newWindow(t)
	patch(t, window.Get("IDBFactory").Get("prototype"), "databases", map[string]any{"value": js.Undefined()})
	_, found, err := w.DatabaseGet("Missing", store, "key")
	require.NoError(t, err)
	require.False(t, found)
	require.NoError(t, w.DatabaseDelete("Missing", store, "key"))
	put(t, "key", "text")
	value, found, err := w.DatabaseGet(database, store, "key")
	require.NoError(t, err)
	require.True(t, found)
	require.Equal(t, "text", value)
}

func TestTheListOfDatabasesNeverComes(t *testing.T) {
	w := newWindow(t)
	list := scripts.Call("deferred")
	patch(t, window.Get("IDBFactory").Get("prototype"), "databases",
		map[string]any{"value": scripts.Call("returner", list.Get("promise"))})
	soon(t)
	require.EqualError(t, w.DatabaseDelete(database, store, "key"), "TimeoutError: IndexedDB does not answer")
	list.Call("resolve") // which frees what waits for it
}

func TestDatabaseWithoutIndexedDB(t *testing.T) {
	w := newWindow(t)
	patch(t, window, "indexedDB", map[string]any{"value": js.Undefined()})
	_, found, err := w.DatabaseGet(database, store, "key")
	require.NoError(t, err)
	require.False(t, found)
	require.NoError(t, w.DatabaseDelete(database, store, "key"))
}

func TestDatabaseErrors(t *testing.T) {
	denied := thrower(exception("SecurityError"))
	rejected := scripts.Call("rejecter", exception("SecurityError"))
	prototype := func(class string) js.Value { return window.Get(class).Get("prototype") }
	for name, test := range map[string]struct {
		owner    js.Value
		property string
		patch    map[string]any
		want     string
	}{
		"denied":      {window, "indexedDB", map[string]any{"get": denied}, "SecurityError"},
		"list":        {prototype("IDBFactory"), "databases", map[string]any{"value": denied}, "SecurityError"},
		"list fails":  {prototype("IDBFactory"), "databases", map[string]any{"value": rejected}, "SecurityError"},
		"open":        {prototype("IDBFactory"), "open", map[string]any{"value": denied}, "SecurityError"},
		"transaction": {prototype("IDBDatabase"), "transaction", map[string]any{"value": denied}, "SecurityError"},
		"store":       {prototype("IDBTransaction"), "objectStore", map[string]any{"value": denied}, "SecurityError"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWindow(t)
			put(t, "key", "text")
			patch(t, test.owner, test.property, test.patch)
			_, found, err := w.DatabaseGet(database, store, "key")
			require.False(t, found)
			require.ErrorContains(t, err, test.want)
			require.ErrorContains(t, w.DatabaseDelete(database, store, "key"), test.want)
		})
	}
}

// A request that fails or never answers, played by an EventTarget.
func TestDatabaseRequestFails(t *testing.T) {
	for name, test := range map[string]struct {
		event string
		err   any
		want  string
	}{
		"error":   {"error", exception("VersionError"), "VersionError: no"},
		"blocked": {"blocked", nil, "AbortError: IndexedDB is blocked"},
		"nothing": {"", nil, "TimeoutError: IndexedDB does not answer"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWindow(t)
			request := window.Get("EventTarget").New()
			request.Set("error", test.err)
			factory := map[string]any{"open": scripts.Call("returner", request)}
			patch(t, window, "indexedDB", map[string]any{"value": factory})
			if test.event != "" {
				w.After(0, func() {
					request.Call("dispatchEvent", window.Get("Event").New(test.event))
				})
			} else {
				soon(t)
			}
			_, found, err := w.DatabaseGet(database, store, "key")
			require.False(t, found)
			require.EqualError(t, err, test.want)
		})
	}
}

// soon makes every timeout of the package a short one.
func soon(t *testing.T) {
	t.Helper()
	original := window.Get("setTimeout")
	window.Set("setTimeout", scripts.Call("soon"))
	jsbridge.TakeNatives()
	window.Set("setTimeout", original) // which Go's own timers use
	t.Cleanup(jsbridge.TakeNatives)
}
