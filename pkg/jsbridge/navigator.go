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
	hide := listen(window, func(js.Value) { f("hide") }, "pagehide")
	show := w.OnPageShow(func() { f("show") })
	overtaken := func() {}
	failed := listen(lookup("navigation"), func(event js.Value) {
		overtaken()
		if text(event, "type") == "navigateerror" {
			overtaken = w.After(0, func() { f("error") })
		}
	}, "navigate", "navigateerror")
	return func() {
		hide()
		show()
		failed()
		overtaken()
	}
}

// OnPageShow reports that the page came back from the back/forward cache.
func (w *Window) OnPageShow(f func()) (remove func()) {
	return listen(window, func(event js.Value) {
		if isTrue(event, "persisted") {
			f()
		}
	}, "pageshow")
}
