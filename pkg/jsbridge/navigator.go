//go:build js && wasm

package jsbridge

import "syscall/js"

// Replace navigates the window "top" or "self" with location.replace, which is
// callable across origins. It fails with a SecurityError where the browser
// forbids the navigation, for instance in a sandboxed frame, and with a
// SyntaxError for no URL. Whether the navigation succeeds it cannot tell.
func (w *Window) Replace(target, url string) (err error) {
	defer catch(&err)
	view := window
	if target == "top" {
		view = get(window, "top")
	}
	call(get(view, "location"), "replace", str(url))
	return nil
}

// ReplaceURL changes the URL of the document, within its origin, and loads nothing
// (history.replaceState). The state of the entry stays. It fails with what the browser
// throws.
func (w *Window) ReplaceURL(url string) (err error) {
	defer catch(&err)
	history := get(window, "history")
	replaceState.call(history, get(history, "state"), str(""), str(url))
	return nil
}

// OnLeave reports "hide" when the page is left (pagehide), "show" when it comes
// back from the back/forward cache (pageshow), and "error" when a navigation
// was cancelled and the page stays (navigateerror, where there is a Navigation
// API). A navigation that another one takes the place of is no error: the page
// is being left. The first of them may have begun long ago, as one to which the
// server had no document to give.
func (w *Window) OnLeave(f func(event string)) (remove func()) {
	return w.AdoptLeave(js.Undefined(), f)
}

// AdoptLeave is [Window.OnLeave] for a page that a script has begun to leave: it
// first reports, by the same rules, the events that the script has kept in an
// array. Those that are kept do not count where events is no array.
func (w *Window) AdoptLeave(events js.Value, f func(event string)) (remove func()) {
	overtaken := func() {}
	hear := func(event js.Value) {
		switch kindOf(event) {
		case "pagehide":
			f("hide")
		case "pageshow":
			if isTrue(event, "persisted") {
				f("show")
			}
		case "navigate":
			overtaken()
		case "navigateerror":
			overtaken()
			overtaken = w.After(0, func() { f("error") })
		}
	}
	_ = replay(events, hear)
	stop := w.leaving.add(hear)
	return func() {
		stop()
		overtaken()
	}
}

func listenForLeaving(f func(event js.Value)) (remove func()) {
	unlisten := listen(window, f, "pagehide", "pageshow")
	unlistenNavigation := listen(lookup("navigation"), f, "navigate", "navigateerror")
	return func() {
		unlisten()
		unlistenNavigation()
	}
}
