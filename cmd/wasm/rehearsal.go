//go:build js && wasm

package main

import (
	"syscall/js"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
	"github.com/passport-logout/passport-logout/pkg/passport"
)

// rehearse logs nobody out when the page is idle. A browser compiles a WebAssembly
// function when it is first called, which for all of a logout takes as long as the
// logout: this makes the first real one faster.
func (p *program) rehearse() {
	r := &rehearsal{Window: p.window}
	client, err := passport.New(passport.Config{
		AuthenticationDomain: "https://rehearsal.example",
		ClientID:             "rehearsal",
		RedirectURI:          "https://rehearsal.example/",
		LogoutMode:           passport.ModeSilent,
	}, r)
	if err != nil {
		return // a page on which there is nothing to log out
	}
	receipt, _ := client.Logout(passport.Options{})
	encodeReceipt(&receipt)
}

// rehearsal is a browser on which a logout shows nothing: it stores, sends and
// inserts nothing, asks for no cookie, and leaves no page.
type rehearsal struct {
	*jsbridge.Window
	found bool
}

// StorageGet finds a session that has a refresh token, once.
func (r *rehearsal) StorageGet(area, key string) (value string, found bool, err error) {
	_, _, err = r.Window.StorageGet(area, key)
	found = !r.found
	r.found = true
	return `{"refresh_token":"rehearsal"}`, found, err
}

// StorageSet writes nothing.
func (r *rehearsal) StorageSet(string, string, string) error { return nil }

// StorageRemove removes nothing.
func (r *rehearsal) StorageRemove(string, string) error { return nil }

// Broadcast says nothing.
func (r *rehearsal) Broadcast(string, string) {}

// Measure measures nothing.
func (r *rehearsal) Measure(string, float64) {}

// AcceptsCookie asks for none.
func (r *rehearsal) AcceptsCookie(string) bool { return false }

// PostForm sends nothing, and hears what becomes of a value that is no promise.
func (r *rehearsal) PostForm(_, _ string, done func(status int, err error)) {
	r.AdoptResponse(js.Undefined(), done)
}

// OpenFrame says that the callback page is there, and goes on with an iframe that is
// in no document.
func (r *rehearsal) OpenFrame(_ string, _ [][2]string, f func(event, origin string, data any)) (close func(), err error) {
	f("commit", "", r.Href())
	return r.AdoptFrame(r.Detached("iframe"), js.Undefined(), f)
}
