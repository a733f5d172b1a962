//go:build js && wasm

package jsbridge

import (
	"syscall/js"

	"github.com/passport-logout/passport-logout/internal/stringslite"
)

// Href is location.href.
func (w *Window) Href() string {
	return text(lookup("location"), "href")
}

// Origin is the origin of the document, "null" where it is opaque.
func (w *Window) Origin() string { return w.origin }

// origin is self.origin: "null" also in a sandboxed frame, for which
// location.origin has that of the URL. A global variable named origin replaces
// the one but not the other.
func origin() string {
	if natives[getOrigin].IsUndefined() {
		return text(lookup("location"), "origin")
	}
	return getOrigin.call(window).String()
}

// Online is navigator.onLine, true where the browser does not tell.
func (w *Window) Online() bool {
	onLine, _ := Get(w.navigator, "onLine")
	return !onLine.Equal(js.ValueOf(false))
}

// TopLevel is false in a frame.
func (w *Window) TopLevel() bool {
	return lookup("top").Equal(window)
}

// OnActivate calls f once the page is shown or may be: before it returns, except
// while the browser prerenders the page, which it may never come to show.
func (w *Window) OnActivate(f func()) {
	if !w.prerendering() {
		f()
		return
	}
	var remove func()
	remove = listen(w.document, func(js.Value) {
		if !w.prerendering() { // a script may dispatch the event
			remove()
			f()
		}
	}, "prerenderingchange")
}

func (w *Window) prerendering() (prerendering bool) {
	defer catch(nil) // where the browser has no such thing
	return getPrerendering.call(w.document).Bool()
}

// AcceptsCookie sets a session cookie of a random name for the domain, reads it
// back and deletes it. Browsers refuse it for a public suffix (RFC 6265,
// section 5.3), so that two hosts are of the same site when a page may set one
// for their common suffix. It is false where anything fails.
func (w *Window) AcceptsCookie(domain string) (accepted bool) {
	name := w.RandomID()
	if name == "" || domain == "" || stringslite.Contains(domain, ";") {
		return false
	}
	attributes := "; Domain=" + domain + "; Path=/; SameSite=Lax"
	if stringslite.HasPrefix(w.origin, "https:") {
		attributes += "; Secure"
	}
	defer catch(nil)
	setCookie.call(w.document, str(name+"=1"+attributes))
	accepted = stringslite.Contains(getCookie.call(w.document).String(), name)
	setCookie.call(w.document, str(name+"="+attributes+"; Max-Age=0"))
	return accepted
}

// RandomID returns 128 bits of crypto.getRandomValues in hexadecimal. It is
// empty where the browser has no randomness to give.
func (w *Window) RandomID() string {
	defer catch(nil)
	var random [16]byte
	array := uint8Array.new(num(len(random)))
	js.CopyBytesToGo(random[:], getRandomValues.call(w.crypto, array))
	const digits = "0123456789abcdef"
	var id [2 * len(random)]byte
	for i, b := range random {
		id[2*i], id[2*i+1] = digits[b>>4], digits[b&15]
	}
	return string(id[:])
}

// Detached makes an element that is in no document.
func (w *Window) Detached(name string) js.Value { return createElement.call(w.document, str(name)) }

// idleTimeout stands for an idle callback where the browser has none, in
// milliseconds.
const idleTimeout = 200

// OnIdle calls f once, when the page is idle (requestIdleCallback).
func (w *Window) OnIdle(f func()) {
	defer catch(nil)
	if natives[requestIdleCallback].IsUndefined() {
		w.After(idleTimeout, f)
		return
	}
	var idle js.Func
	idle = callback(func(js.Value) {
		Release(idle)
		f()
	})
	requestIdleCallback.call(window, idle.Value)
}
