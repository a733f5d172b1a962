//go:build js && wasm

package main

import (
	"syscall/js"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

// rehearsal is a browser on which a logout shows nothing: it stores, sends and
// inserts nothing, and leaves no page. A browser compiles a WebAssembly function
// when it is first called, so one logout here makes the first real one faster.
type rehearsal struct{ *jsbridge.Window }

// StorageGet finds nothing.
func (r rehearsal) StorageGet(area, key string) (value string, found bool, err error) {
	_, _, err = r.Window.StorageGet(area, key)
	return "", false, err
}

// StorageSet writes nothing.
func (r rehearsal) StorageSet(string, string, string) error { return nil }

// StorageRemove removes nothing.
func (r rehearsal) StorageRemove(string, string) error { return nil }

// Broadcast posts on a channel that nobody listens on.
func (r rehearsal) Broadcast(channel, _ string) { r.Window.Broadcast(channel+".rehearsal", "") }

// OnBroadcast hears nothing.
func (r rehearsal) OnBroadcast(string, func(string)) (remove func()) { return func() {} }

// PostForm sends nothing.
func (r rehearsal) PostForm(lock, url, body string, done func(int, error)) (now func()) {
	return r.PostNothing(lock, url, body, done)
}

// Replace goes nowhere.
func (r rehearsal) Replace(string, string) error { return nil }

// Measure gives all spans one name of its own.
func (r rehearsal) Measure(_ string, start float64) { r.Window.Measure("passport:rehearsal", start) }

// TakeFrame asks for a cookie that the browser refuses, hears of a page and a
// message that say nothing, and says that the callback page is there.
func (r rehearsal) TakeFrame(element, events js.Value, f func(event, origin string, data any)) (close func(), err error) {
	r.AcceptsCookie("rehearsal.example")
	f("load", "", "")
	f("message", r.Origin(), map[string]any{"source": "oidc-client"})
	f("commit", "", r.Href())
	return r.Window.TakeFrame(element, events, f)
}
