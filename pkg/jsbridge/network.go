//go:build js && wasm

package jsbridge

import "syscall/js"

// PostForm posts a form with fetch. The request outlives the page (keepalive),
// carries no cookies, and needs no preflight, since the content type is one of
// CORS's simple ones. done is called once, with the status, or with an error
// where the browser shows none: unreachable, no CORS header in the answer,
// blocked by Content Security Policy, a body over 64 KiB. It may be called
// before PostForm returns.
func (w *Window) PostForm(url, body string, done func(status int, err error)) {
	options := dictionary(
		"method", "POST",
		"body", body,
		"credentials", "omit",
		"mode", "cors",
		"redirect", "follow",
		"cache", "no-store",
		"referrerPolicy", "no-referrer",
	)
	setOption(options, "headers", dictionary("content-type", "application/x-www-form-urlencoded"))
	setOption(options, "keepalive", js.ValueOf(true))
	response, err := Try(func() js.Value { return fetch.call(window, str(url), options) })
	if err == nil {
		err = then(response, func(response js.Value, err error) {
			if err != nil {
				done(0, err)
				return
			}
			done(status(response))
		})
	}
	if err != nil {
		done(0, err)
	}
}

func status(response js.Value) (code int, err error) {
	defer catch(&err)
	return get(response, "status").Int(), nil
}
