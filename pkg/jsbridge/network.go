//go:build js && wasm

package jsbridge

import "syscall/js"

// PostForm posts a form with fetch. The request outlives the page (keepalive),
// carries no cookies, and needs no preflight, since the content type is one of
// CORS's simple ones. done is called once, with the status, or with an error
// where the browser shows none: unreachable, no CORS header in the answer,
// blocked by Content Security Policy, a body over 64 KiB. It may be called
// before PostForm returns.
//
// The request is sent under a Web Lock, which is held until the answer has come
// or the page is gone. Where another tab holds that lock nothing is sent, and
// done gets neither a status nor an error. Where there are no locks (insecure
// context, refusal), and when now is called before it is known who holds this
// one, the request is sent without.
func (w *Window) PostForm(lock, url, body string, done func(status int, err error)) (now func()) {
	return w.post(fetch, lock, url, body, done)
}

// PostNothing does what [Window.PostForm] does, but sends nothing and reports an
// error, or nothing where another tab holds the lock. So the browser has compiled
// that code, and knows already that this page may use locks.
func (w *Window) PostNothing(lock, url, body string, done func(status int, err error)) (now func()) {
	return w.post(objectKeys, lock, url, body, done)
}

func (w *Window) post(sender native, lock, url, body string, done func(status int, err error)) (now func()) {
	options := postOptions(body)
	waiting, locked := true, false
	send := func() js.Value {
		waiting = false
		return sender.call(window, str(url), options)
	}
	answered := func(response js.Value, err error) {
		code := 0
		if err == nil {
			code, err = status(response)
		}
		done(code, err)
	}
	now = func() {
		if waiting {
			async(send, answered)
		}
	}
	inLock := Func(func(args []js.Value) (response js.Value) {
		if waiting && !args[0].IsNull() {
			locked = true
			response, _ = Try(send) // where it throws there is no response
		}
		return response // and the lock is held until that settles
	})
	async(func() js.Value {
		ifAvailable := dictionary()
		setOption(ifAvailable, "ifAvailable", js.ValueOf(true))
		return requestLock.call(get(w.navigator, "locks"), str(lock), ifAvailable, inLock.Value)
	}, func(response js.Value, err error) {
		Release(inLock)
		switch {
		case locked:
			answered(response, err)
		case err != nil:
			now()
		case waiting:
			waiting = false
			done(0, nil)
		}
	})
	return now
}

const formPost = `{
	"method": "POST",
	"headers": {"content-type": "application/x-www-form-urlencoded"},
	"credentials": "omit",
	"cache": "no-store",
	"keepalive": true,
	"referrerPolicy": "no-referrer"
}`

func postOptions(body string) js.Value {
	options := parseOptions(formPost)
	setOption(options, "body", str(body))
	return options
}

func status(response js.Value) (code int, err error) {
	defer catch(&err)
	return get(response, "status").Int(), nil
}
