//go:build js && wasm

package jsbridge

import "syscall/js"

// AbortSignal is the browser's (DOM, section 3.2). What is no AbortSignal never
// aborts, so that an absent option needs no test.
type AbortSignal struct{ js.Value }

// Aborted tells whether it has aborted.
func (s AbortSignal) Aborted() bool { return isTrue(s.Value, "aborted") }

// OnAbort calls f when it aborts, at once where it has done so already. remove
// is safe to call twice.
func (s AbortSignal) OnAbort(f func()) (remove func()) {
	if s.Aborted() {
		f()
		return func() {}
	}
	remove = listen(s.Value, func(js.Value) {
		remove()
		f()
	}, "abort")
	return remove
}
