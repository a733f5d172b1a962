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

// OnLeave reports "hide" when the page is left (pagehide), "show" when it comes
// back from the back/forward cache (pageshow), and "error" when a navigation
// was cancelled and the page stays (navigateerror, where there is a Navigation
// API). A navigation that another one takes the place of is no error: the page
// is being left. The first of them may have begun long ago, as one to which the
// server had no document to give.
func (w *Window) OnLeave(f func(event string)) (remove func()) {
	overtaken := func() {}
	stop := w.leaving.add(func(event js.Value) {
		switch text(event, "type") {
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
	})
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
