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
	w.PostForm(url, "a=b&c=d", func(status int, err error) { answers <- answer{status, err} })
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

func TestPostFormWithoutFetch(t *testing.T) {
	for name, test := range map[string]struct {
		fetch any
		want  string
	}{
		"throws":              {thrower("synchronous"), "synchronous"},
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
