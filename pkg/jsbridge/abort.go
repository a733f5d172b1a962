//go:build js && wasm

package jsbridge

import "syscall/js"

// AbortSignal is the browser's (DOM, section 3.2), read by the accessors that
// the browser had when the program started, so that a page cannot fake one. What
// is no AbortSignal never aborts: an absent option needs no test.
type AbortSignal struct{ js.Value }

// NewAbortSignal fails with a TypeError for everything that is no AbortSignal,
// also for an object that merely looks like one.
func NewAbortSignal(v js.Value) (signal AbortSignal, err error) {
	defer catch(&err)
	getAborted.call(v)
	return AbortSignal{v}, nil
}

// Aborted tells whether it has aborted.
func (s AbortSignal) Aborted() (aborted bool) {
	defer catch(nil)
	return getAborted.call(s.Value).Bool()
}

// Reason is what it was aborted with, undefined before that.
func (s AbortSignal) Reason() (reason js.Value) {
	defer catch(nil)
	return getAbortReason.call(s.Value)
}

// OnAbort calls f when it aborts, at once where it has done so already. remove
// is safe to call twice.
func (s AbortSignal) OnAbort(f func()) (remove func()) {
	if s.Aborted() {
		f()
		return func() {}
	}
	remove = listen(s.Value, func(js.Value) {
		if s.Aborted() { // a script may dispatch the event
			remove()
			f()
		}
	}, "abort")
	return remove
}
