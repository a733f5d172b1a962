//go:build js && wasm

package jsbridge_test

import (
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

type answer struct {
	status int
	err    error
}

func post(t *testing.T, url string) answer {
	t.Helper()
	w := newWindow(t)
	answers := make(chan answer, 2)
	w.PostForm("lock", url, "a=b&c=d", func(status int, err error) { answers <- answer{status, err} })
	first := receive(t, answers)
	nextTask()
	require.Empty(t, answers, "done was called twice")
	return first
}

func TestPostForm(t *testing.T) {
	require.Equal(t, answer{200, nil}, post(t, "/anything"))
	unreachable := post(t, "http://127.0.0.1:1/")
	require.Zero(t, unreachable.status)
	require.ErrorContains(t, unreachable.err, "TypeError")
	require.ErrorContains(t, post(t, "http://[").err, "TypeError")
}

func TestPostFormIsASimpleRequestThatOutlivesThePage(t *testing.T) {
	patch(t, window.Get("Object").Get("prototype"), "integrity", map[string]any{"value": "sha256-polluted"})
	var url string
	var request js.Value
	spy := js.FuncOf(func(_ js.Value, args []js.Value) any {
		url = args[0].String()
		request = window.Get("Request").New(args[0], args[1])
		return window.Get("Promise").Call("resolve", window.Get("Response").New(nil, map[string]any{"status": 204}))
	})
	defer spy.Release()
	patch(t, window, "fetch", map[string]any{"value": spy})
	jsbridge.TakeNatives()

	require.Equal(t, answer{204, nil}, post(t, "https://auth.test/revoke"))
	require.Equal(t, "https://auth.test/revoke", url)
	for name, want := range map[string]string{
		"method": "POST", "credentials": "omit", "mode": "cors", "redirect": "follow",
		"cache": "no-store", "referrerPolicy": "no-referrer", "integrity": "",
	} {
		require.Equal(t, want, request.Get(name).String(), name)
	}
	require.True(t, request.Get("keepalive").Bool())
	require.Equal(t, "application/x-www-form-urlencoded", request.Get("headers").Call("get", "content-type").String())
	body, _ := await(t, request.Call("text"))
	require.Equal(t, "a=b&c=d", body.String())
}

func TestPostNothing(t *testing.T) {
	sent := 0
	spy := js.FuncOf(func(js.Value, []js.Value) any { sent++; return nil })
	defer spy.Release()
	patch(t, window, "fetch", map[string]any{"value": spy})
	jsbridge.TakeNatives()
	answers := make(chan answer, 2)
	for range 2 { // the first one leaves the lock free
		newWindow(t).PostNothing("lock", "/anything", "a=b", func(status int, err error) { answers <- answer{status, err} })
		got := receive(t, answers)
		require.Zero(t, got.status)
		require.Error(t, got.err)
	}
	require.Zero(t, sent)
}

func TestPostFormWithoutFetch(t *testing.T) {
	for name, test := range map[string]struct {
		fetch any
		want  string
	}{
		"throws":              {thrower("synchronous"), "TypeError"},
		"missing":             {js.Undefined(), "TypeError"},
		"rejects":             {scripts.Call("rejecter", js.Undefined()), "<undefined>"},
		"resolves to nothing": {scripts.Call("returner", window.Get("Promise").Call("resolve")), "TypeError"},
		"no promise":          {scripts.Call("returner", 5), "TypeError"},
	} {
		t.Run(name, func(t *testing.T) {
			patch(t, window, "fetch", map[string]any{"value": test.fetch})
			jsbridge.TakeNatives()
			require.ErrorContains(t, post(t, "/anything").err, test.want)
		})
	}
}

// holdLock holds a Web Lock as another tab does, until release.
func holdLock(t *testing.T, name string) (release func()) {
	t.Helper()
	held := make(chan struct{})
	holding := scripts.Call("deferred")
	inLock := js.FuncOf(func(js.Value, []js.Value) any {
		close(held)
		return holding.Get("promise")
	})
	over := window.Get("navigator").Get("locks").Call("request", name, inLock)
	receive(t, held)
	return func() {
		holding.Call("resolve")
		await(t, over)
		inLock.Release()
	}
}

func TestPostFormUnderALockThatAnotherTabHolds(t *testing.T) {
	requests := make(chan string, 10)
	spy := js.FuncOf(func(_ js.Value, args []js.Value) any {
		requests <- args[0].String()
		return window.Get("Promise").Call("resolve", window.Get("Response").New())
	})
	defer spy.Release()
	patch(t, window, "fetch", map[string]any{"value": spy})
	jsbridge.TakeNatives()
	release := holdLock(t, "lock")

	require.Equal(t, answer{0, nil}, post(t, "/elsewhere"))
	require.Empty(t, requests)

	w := newWindow(t)
	answers := make(chan answer, 2)
	now := w.PostForm("lock", "/now", "", func(status int, err error) { answers <- answer{status, err} })
	now()
	now()
	require.Equal(t, "/now", receive(t, requests), "sent at once")
	require.Equal(t, answer{200, nil}, receive(t, answers))

	w.PostForm("another lock", "/other", "", func(status int, err error) { answers <- answer{status, err} })
	require.Equal(t, answer{200, nil}, receive(t, answers))
	release()
	require.Equal(t, answer{200, nil}, post(t, "/free"))
	require.Len(t, requests, 2)
}

// The lock is held until the answer comes, and is free after that.
func TestPostFormHoldsItsLock(t *testing.T) {
	answering := scripts.Call("deferred")
	spy := js.FuncOf(func(js.Value, []js.Value) any { return answering.Get("promise") })
	defer spy.Release()
	patch(t, window, "fetch", map[string]any{"value": spy})
	jsbridge.TakeNatives()
	w := newWindow(t)
	answers := make(chan answer, 2)
	done := func(status int, err error) { answers <- answer{status, err} }
	now := w.PostForm("lock", "/first", "", done)
	w.PostForm("lock", "/second", "", done)
	require.Equal(t, answer{0, nil}, receive(t, answers))
	now()
	answering.Call("resolve", window.Get("Response").New())
	require.Equal(t, answer{200, nil}, receive(t, answers))
	require.Equal(t, answer{200, nil}, post(t, "/third"))
	require.Empty(t, answers)
}

func TestPostFormWithoutLocks(t *testing.T) {
	for name, request := range map[string]any{
		"refused":    scripts.Call("rejecter", exception("SecurityError")),
		"throws":     thrower(exception("SecurityError")),
		"missing":    js.Undefined(),
		"no promise": scripts.Call("returner", 5),
	} {
		t.Run(name, func(t *testing.T) {
			patch(t, window.Get("LockManager").Get("prototype"), "request", map[string]any{"value": request})
			jsbridge.TakeNatives()
			require.Equal(t, answer{200, nil}, post(t, "/anything"))
		})
	}
}
