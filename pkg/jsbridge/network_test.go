//go:build js && wasm

package jsbridge_test

import (
	"strings"
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

func TestPostFormSendsBeforeItReturns(t *testing.T) {
	sent := 0
	spy := js.FuncOf(func(js.Value, []js.Value) any {
		sent++
		return window.Get("Promise").Call("resolve", window.Get("Response").New())
	})
	defer spy.Release()
	patch(t, window, "fetch", map[string]any{"value": spy})
	jsbridge.TakeNatives()
	answers := make(chan answer, 1)
	newWindow(t).PostForm("/anything", "", func(status int, err error) { answers <- answer{status, err} })
	require.Equal(t, 1, sent)
	require.Equal(t, answer{200, nil}, receive(t, answers))
}

func TestAdoptResponse(t *testing.T) {
	promise := window.Get("Promise")
	for name, test := range map[string]struct {
		promise any
		status  int
		want    string
	}{
		"answered":     {promise.Call("resolve", window.Get("Response").New(nil, map[string]any{"status": 204})), 204, ""},
		"failed":       {promise.Call("reject", window.Get("TypeError").New("Failed to fetch")), 0, "Failed to fetch"},
		"no response":  {promise.Call("resolve", map[string]any{}), 0, "TypeError"},
		"no promise":   {js.Undefined(), 0, "TypeError"},
		"no then":      {map[string]any{}, 0, "TypeError"},
		"hostile then": {hostile("then"), 0, "trap"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWindow(t)
			answers := make(chan answer, 2)
			w.AdoptResponse(js.ValueOf(test.promise), func(status int, err error) { answers <- answer{status, err} })
			got := receive(t, answers)
			require.Equal(t, test.status, got.status)
			if test.want == "" {
				require.NoError(t, got.err)
			} else {
				require.ErrorContains(t, got.err, test.want)
			}
			nextTask()
			require.Empty(t, answers, "done was called twice")
		})
	}
}

// A library may replace Promise.prototype.then, or give a promise its own.
func TestThePromiseIsAskedForItsThen(t *testing.T) {
	patch(t, window.Get("Promise").Get("prototype"), "then", map[string]any{"value": thrower("of the library")})
	jsbridge.TakeNatives()
	response := window.Get("Response").New()
	for name, then := range map[string]js.Value{
		"at once": scripts.Call("thenNow", response),
		"throws":  scripts.Call("thenThrows", response),
	} {
		t.Run(name, func(t *testing.T) {
			before := jsbridge.LiveFuncs()
			promise := window.Get("Promise").New(scripts.Call("returner", nil))
			promise.Set("then", then)
			var answers []answer
			jsbridge.NewWindow().AdoptResponse(promise, func(status int, err error) {
				answers = append(answers, answer{status, err})
			})
			require.Equal(t, []answer{{200, nil}}, answers)
			require.Equal(t, before, jsbridge.LiveFuncs())
		})
	}
}

func TestProbe(t *testing.T) {
	for name, test := range map[string]struct{ url, want string }{
		"answers":   {"/anything", ""},
		"is down":   {"http://127.0.0.1:1/", "TypeError"},
		"is no URL": {"http://[", "TypeError"},
	} {
		t.Run(name, func(t *testing.T) {
			errs := make(chan error, 1)
			newWindow(t).Probe(test.url, func(barred bool, err error) {
				require.False(t, barred)
				errs <- err
			})
			if err := receive(t, errs); test.want == "" {
				require.NoError(t, err)
			} else {
				require.ErrorContains(t, err, test.want)
			}
		})
	}
}

// onFetch replaces fetch by what answers a Request.
func onFetch(t *testing.T, answer func(request js.Value) (promise any)) {
	t.Helper()
	spy := js.FuncOf(func(_ js.Value, args []js.Value) any {
		return answer(window.Get("Request").New(args[0], args[1]))
	})
	t.Cleanup(spy.Release)
	patch(t, window, "fetch", map[string]any{"value": spy})
	jsbridge.TakeNatives()
}

func resolved(value any) any { return window.Get("Promise").Call("resolve", value) }
func rejected() any          { return window.Get("Promise").Call("reject", exception("TypeError")) }

func TestAProbeThatOnlyCORSLetsThrough(t *testing.T) {
	onFetch(t, func(request js.Value) any {
		if request.Get("mode").String() == "no-cors" {
			return rejected()
		}
		require.Equal(t, "cors", request.Get("mode").String())
		return resolved(nil)
	})
	type outcome struct {
		barred bool
		err    error
	}
	outcomes := make(chan outcome, 1)
	newWindow(t).Probe("https://auth.test/", func(barred bool, err error) { outcomes <- outcome{barred, err} })
	require.Equal(t, outcome{true, nil}, receive(t, outcomes))
}

func TestEmbedderPolicy(t *testing.T) {
	response := func(headers map[string]any) any {
		return resolved(window.Get("Response").New(nil, map[string]any{"headers": headers}))
	}
	for name, test := range map[string]struct {
		answer any
		want   string
	}{
		"one":                       {response(map[string]any{"Cross-Origin-Embedder-Policy": "require-corp"}), "require-corp"},
		"none":                      {response(nil), ""},
		"an answer without headers": {resolved(map[string]any{}), ""},
		"no answer":                 {rejected(), ""},
	} {
		t.Run(name, func(t *testing.T) {
			var asked []string
			onFetch(t, func(request js.Value) any {
				asked = append(asked, request.Get("method").String()+" "+request.Get("url").String())
				return test.answer
			})
			policies := make(chan string, 1)
			newWindow(t).EmbedderPolicy(func(policy string) { policies <- policy })
			require.Equal(t, test.want, receive(t, policies))
			require.Equal(t, []string{"HEAD " + window.Get("location").Get("href").String()}, asked)
		})
	}
}

func TestProbeSendsNothingOfTheUser(t *testing.T) {
	var request js.Value
	onFetch(t, func(r js.Value) any {
		request = r
		return resolved(nil)
	})
	errs := make(chan error, 1)
	newWindow(t).Probe("https://auth.test/", func(_ bool, err error) { errs <- err })
	require.NoError(t, receive(t, errs))
	for name, want := range map[string]string{
		"url": "https://auth.test/", "method": "GET", "mode": "no-cors", "credentials": "omit", "redirect": "follow",
		"cache": "no-store", "referrerPolicy": "no-referrer",
	} {
		require.Equal(t, want, request.Get(name).String(), name)
	}
}

func TestGetText(t *testing.T) {
	w := newWindow(t)
	type got struct {
		status int
		text   string
		err    error
	}
	get := func(url string) got {
		answers := make(chan got, 2)
		w.GetText(url, func(status int, text string, err error) { answers <- got{status, text, err} })
		first := receive(t, answers)
		nextTask()
		require.Empty(t, answers, "done was called twice")
		return first
	}
	require.Equal(t, got{200, "é", nil}, get("data:text/plain;charset=utf-8,%C3%A9"))
	unreachable := get("http://127.0.0.1:1/")
	require.Zero(t, unreachable.status)
	require.ErrorContains(t, unreachable.err, "TypeError")
	require.ErrorContains(t, get("http://[").err, "TypeError")
	require.ErrorContains(t, get("data:text/plain,"+strings.Repeat("x", 5<<20)).err, "too long")
}
