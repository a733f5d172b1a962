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

// Probe asks whether a server answers at all: done is called once, with an error
// where the browser got no answer or let none through (policies of this page and
// of the answer, extensions). What the answer says the browser shows to nobody.
// The request carries neither cookies nor a referrer. It follows redirects,
// because one without CORS must (Fetch, section 4.1).
func (w *Window) Probe(url string, done func(err error)) {
	async(func() js.Value {
		return fetch.call(window, str(url), parseOptions(probe))
	}, func(_ js.Value, err error) { done(err) })
}

const probe = `{
	"mode": "no-cors",
	"credentials": "omit",
	"cache": "no-store",
	"referrerPolicy": "no-referrer"
}`
