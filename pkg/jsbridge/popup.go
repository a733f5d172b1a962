//go:build js && wasm

package jsbridge

import "syscall/js"

// pollMS is the time between two looks at a popup, in milliseconds: no event tells
// what becomes of it.
const pollMS = 100

// emptyDocument is the URL of the document that a new window has.
const emptyDocument = "about:blank"

// popup is a window that this page has opened.
type popup struct {
	w      *Window
	view   js.Value
	href   string // of the document that was reported last
	report func(event, origin string, data any)
	stop   func() // the next look
	remove func() // the listeners
}

// OpenPopup opens a URL in a window with some features (window.open), about:blank where
// it is sent on later, and reports until closed:
//
//   - "message": as [Window.OpenFrame] does.
//   - "load": another document is there than before; data is its URL, once it has
//     loaded. It is "" at once where the page may not read it.
//   - "closed": the window is closed, or looks so since a Cross-Origin-Opener-Policy
//     has cut it off, from which on only a BroadcastChannel leads here. Nothing but
//     messages is reported then.
//   - "violation": as [Window.OpenFrame] does.
//
// It fails where the browser opens no window: with what that threw, or for a null.
// send navigates the window, by location.replace, or by posting these fields as
// [Window.Submit] does, unless they are nil; it fails with what the browser throws.
// close ends the reports at once, and closes the window. Neither reaches a window that
// is cut off.
func (w *Window) OpenPopup(url, features string, f func(event, origin string, data any)) (
	send func(url string, form [][2]string) error, close func(), err error,
) {
	view, err := Try(func() js.Value {
		return openWindow.call(window, str(url), str("_blank"), str(features))
	})
	if err != nil {
		return nil, nil, err
	}
	return w.AdoptPopup(view, js.Undefined(), f)
}

// AdoptPopup goes on with a popup that a script has opened, like [Window.OpenPopup],
// with the events that the script has kept in an array: its messages are reported
// before AdoptPopup returns. It fails for a null, as where none was opened.
func (w *Window) AdoptPopup(view, events js.Value, f func(event, origin string, data any)) (
	send func(url string, form [][2]string) error, close func(), err error,
) {
	if !view.Truthy() {
		return nil, nil, errorOf(NewError("window.open returned null"))
	}
	p := &popup{w: w, view: view, href: emptyDocument, report: f, stop: func() {}}
	unlisten := listen(window, p.hear, "message")
	unlistenDocument := listen(w.document, p.hear, "securitypolicyviolation")
	p.remove = func() { unlisten(); unlistenDocument() }
	close = once(p.close)
	if err := replay(events, p.hear); err != nil {
		close()
		return nil, nil, err
	}
	p.look()
	return p.send, close, nil
}

// send gives a window that a form is for a name, which only that knows.
func (p *popup) send(url string, form [][2]string) (err error) {
	defer catch(&err)
	if form == nil {
		call(get(p.view, "location"), "replace", str(url))
		return nil
	}
	name := "passport-logout-" + p.w.RandomID()
	p.view.Set("name", name)
	return p.w.Submit(name, url, form)
}

func (p *popup) hear(event js.Value) {
	switch kind := kindOf(event); kind {
	case "message":
		if !sentFrom(event, p.view) {
			return
		}
		if data, err := messageData(event); err == nil {
			p.report(kind, getMessageOrigin.call(event).String(), data)
		}
	case "securitypolicyviolation":
		reportViolation(event, p.report)
	}
}

// look looks at the window, now and from time to time.
func (p *popup) look() {
	if isTrue(p.view, "closed") {
		p.report("closed", "", nil)
		return
	}
	if page := href(p.view); page != p.href && (page == "" || hasLoaded(p.view)) {
		p.href = page
		p.report("load", "", page)
	}
	p.stop = p.w.After(pollMS, p.look)
}

// hasLoaded tells whether the document in a window has, which this page may read.
func hasLoaded(view js.Value) bool {
	defer catch(nil)
	return getReadyState.call(get(view, "document")).String() == "complete"
}

func (p *popup) close() {
	p.report = func(string, string, any) {}
	p.stop()
	p.remove()
	_, _ = Call(p.view, "close")
}

// HasFocus tells whether this page has the user's input (Document.hasFocus).
func (w *Window) HasFocus() (focus bool) {
	defer catch(nil)
	return hasFocus.call(w.document).Bool()
}
