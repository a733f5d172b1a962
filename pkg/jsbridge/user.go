//go:build js && wasm

package jsbridge

import "syscall/js"

// activityPause is how long after the user has done something nothing is listened
// for, in milliseconds.
const activityPause = 1_000

// activities are the events of what users do.
var activities = []string{"keydown", "pointerdown", "pointermove", "wheel"}

// OnActivity calls f when the user does something in this page with a key, a pointer
// or a wheel, but not for what follows within a second. It hears nothing of frames in
// the page, and nothing of what a script does.
func (w *Window) OnActivity(f func()) (remove func()) {
	end := func() {}
	var begin func()
	begin = func() {
		end = listenFirst(window, func(event js.Value) {
			if isTrue(event, "isTrusted") {
				end()
				end = w.After(activityPause, begin)
				f()
			}
		}, activities)
	}
	begin()
	return func() { end() }
}

// OnReturn calls f when the user comes back to the page: it gets the focus, or its
// visibility changes.
func (w *Window) OnReturn(f func()) (remove func()) {
	return w.returning.add(func(event js.Value) {
		if isTrue(event, "isTrusted") {
			f()
		}
	})
}

func (w *Window) listenForReturns(f func(event js.Value)) (remove func()) {
	unfocus := listen(window, f, "focus")
	unlisten := listen(w.document, f, "visibilitychange")
	return func() {
		unfocus()
		unlisten()
	}
}

// listenFirst hears events before the page, which may stop them, and never holds a
// scroll up.
func listenFirst(target js.Value, f func(event js.Value), types []string) (remove func()) {
	options := parseOptions(`{"capture": true, "passive": true}`)
	listener := callback(f)
	for _, t := range types {
		addEventListener.call(target, str(t), listener.Value, options)
	}
	return once(func() {
		for _, t := range types {
			removeEventListener.call(target, str(t), listener.Value, options)
		}
		Release(listener)
	})
}
