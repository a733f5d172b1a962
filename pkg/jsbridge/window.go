//go:build js && wasm

package jsbridge

import "syscall/js"

// Window is the window that the program runs in. Make it with [NewWindow].
// Its callbacks must return at once; its remove, stop and close functions are
// safe to call twice.
type Window struct {
	document, crypto, navigator, performance js.Value

	origin     string   // which a document keeps
	firstParty js.Value // the handle of its storage, undefined before it is asked for

	channels map[string]*sharedChannel
	leaving  shared // of OnLeave
	storage  shared // of OnStorage

	returning shared // of OnReturn
}

// NewWindow keeps the objects that a page could replace later.
func NewWindow() *Window {
	w := &Window{
		document:    lookup("document"),
		crypto:      lookup("crypto"),
		navigator:   lookup("navigator"),
		performance: lookup("performance"),
		origin:      origin(),
		channels:    map[string]*sharedChannel{},
	}
	w.leaving.listen = listenForLeaving
	w.returning.listen = w.listenForReturns
	w.storage.listen = func(f func(js.Value)) (remove func()) { return listen(window, f, "storage") }
	return w
}
