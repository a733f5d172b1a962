//go:build js && wasm

package jsbridge

import "syscall/js"

// PostForm posts a form with fetch, before it returns. The request outlives the
// page (keepalive), carries no cookies, and needs no preflight, since the content
// type is one of CORS's simple ones. done is called once, with the status, or
// with an error where the browser shows none: unreachable, no CORS header in the
// answer, blocked by Content Security Policy, a body over 64 KiB. It may be
// called before PostForm returns.
func (w *Window) PostForm(url, body string, done func(status int, err error)) {
	respond(func() js.Value {
		options := parseOptions(formPost)
		setOption(options, "body", str(body))
		return fetch.call(window, str(url), options)
	}, done)
}

const formPost = `{
	"method": "POST",
	"headers": {"content-type": "application/x-www-form-urlencoded"},
	"credentials": "omit",
	"cache": "no-store",
	"keepalive": true,
	"referrerPolicy": "no-referrer"
}`

// AdoptResponse tells what becomes of a fetch that a script has started, by its
// promise, as [Window.PostForm] does.
func (w *Window) AdoptResponse(promise js.Value, done func(status int, err error)) {
	respond(func() js.Value { return promise }, done)
}

func respond(request func() js.Value, done func(status int, err error)) {
	async(request, func(response js.Value, err error) {
		code := 0
		if err == nil {
			code, err = status(response)
		}
		done(code, err)
	})
}

func status(response js.Value) (code int, err error) {
	defer catch(&err)
	return get(response, "status").Int(), nil
}

// GetText gets a text of up to 2^22 bytes with fetch, which may take it from the
// browser's cache. done is called once, with the status and the text, or with an error
// where the browser shows none. The request carries neither cookies nor a referrer.
func (w *Window) GetText(url string, done func(status int, text string, err error)) {
	async(func() js.Value {
		return fetch.call(window, str(url), parseOptions(plainGet))
	}, func(response js.Value, err error) {
		code := 0
		if err == nil {
			code, err = status(response)
		}
		if err != nil {
			done(0, "", err)
			return
		}
		async(func() js.Value { return call(response, "text") }, func(body js.Value, err error) {
			text := ""
			if err == nil {
				text, err = decodeText(body)
			}
			done(code, text, err)
		})
	})
}

const plainGet = `{
	"credentials": "omit",
	"referrerPolicy": "no-referrer"
}`

func decodeText(v js.Value) (text string, err error) {
	defer catch(&err)
	text, _ = decode(v).(string)
	return text, nil
}

// Probe asks whether a server answers at all: done is called once, with an error
// where the browser got no answer or let none through (policies of this page and
// of the answer, extensions). What the answer says the browser shows to nobody. An
// answer that it does not let through may come all the same where the request asks by
// CORS, which neither an embedder policy nor a resource policy concerns: barred tells
// so. The request carries neither cookies nor a referrer. It follows redirects,
// because one without CORS must (Fetch, section 4.1).
func (w *Window) Probe(url string, done func(barred bool, err error)) {
	w.request(url, `{"mode": "no-cors", `+ofNobody, func(_ js.Value, err error) {
		if err == nil {
			done(false, nil)
			return
		}
		w.request(url, `{`+ofNobody, func(_ js.Value, err error) { done(err == nil, err) })
	})
}

// EmbedderPolicy asks the server of this page for the page's head once more, and calls
// done once: with its Cross-Origin-Embedder-Policy, "" where it has none or cannot be
// asked.
func (w *Window) EmbedderPolicy(done func(policy string)) {
	w.request(w.Href(), `{"method": "HEAD", `+ofNobody, func(response js.Value, err error) {
		policy := ""
		if err == nil {
			policy = header(response, "Cross-Origin-Embedder-Policy")
		}
		done(policy)
	})
}

func header(response js.Value, name string) (value string) {
	defer catch(nil)
	if v := call(get(response, "headers"), "get", str(name)); !v.IsNull() {
		value = v.String()
	}
	return value
}

func (w *Window) request(url, options string, done func(response js.Value, err error)) {
	async(func() js.Value { return fetch.call(window, str(url), parseOptions(options)) }, done)
}

// ofNobody ends the options of a request that tells nothing of the user.
const ofNobody = `"credentials": "omit", "cache": "no-store", "referrerPolicy": "no-referrer"}`
