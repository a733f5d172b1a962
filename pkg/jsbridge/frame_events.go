//go:build js && wasm

package jsbridge

import "syscall/js"

// observe starts to report what happens to the frame.
func (fr *frame) observe(w *Window) {
	fr.cleanups = append(fr.cleanups,
		listen(window, fr.onMessage, "message"),
		listen(fr.element, fr.onDocument, "load", "commit"),
		listen(w.document, fr.onViolation, "securitypolicyviolation"),
	)
	fr.observeRemoval(w.document)
	fr.observeReports()
}

// hear reports what an event that was kept says.
func (fr *frame) hear(event js.Value) {
	switch text(event, "type") {
	case "message":
		fr.onMessage(event)
	case "load", "commit":
		fr.onDocument(event)
	case "securitypolicyviolation":
		fr.onViolation(event)
	}
}

func (fr *frame) onDocument(event js.Value) { fr.report(text(event, "type"), "", fr.href()) }

func (fr *frame) onMessage(event js.Value) {
	if !fr.sent(event) {
		return
	}
	if data, err := messageData(event); err == nil {
		fr.report("message", getMessageOrigin.call(event).String(), data)
	}
}

// sent tells whether the message comes from the window in the frame. The
// source of a closed window is null, and so is the window of a removed frame.
func (fr *frame) sent(event js.Value) bool {
	defer catch(nil)
	source := getMessageSource.call(event)
	return source.Truthy() && source.Equal(fr.view()) && isTrue(event, "isTrusted")
}

func messageData(event js.Value) (data any, err error) {
	defer catch(&err)
	return decode(getMessageData.call(event)), nil
}

// href is the URL of the document, "" across origins.
func (fr *frame) href() string {
	defer catch(nil)
	return text(get(fr.view(), "location"), "href")
}

func (fr *frame) onViolation(event js.Value) {
	if isTrue(event, "isTrusted") {
		fr.report("violation", text(event, "blockedURI"), text(event, "effectiveDirective"))
	}
}

// view is the window in the frame, null once it is removed.
func (fr *frame) view() js.Value {
	return getContentWindow.call(fr.element)
}

// observeRemoval watches the root element, where the iframe sits, and the
// document, which may get another root.
func (fr *frame) observeRemoval(document js.Value) {
	defer catch(nil)
	var observer js.Value
	listener := callback(func(js.Value) { fr.reportRemoval() })
	fr.cleanups = append(fr.cleanups, func() {
		_, _ = Call(observer, "disconnect")
		Release(listener)
	})
	observer = mutationObserver.new(listener.Value)
	children := dictionary()
	setOption(children, "childList", js.ValueOf(true))
	call(observer, "observe", getDocumentElement.call(document), children)
	call(observer, "observe", document, children)
}

func (fr *frame) reportRemoval() {
	if !getIsConnected.call(fr.element).Bool() {
		fr.report("removed", "", nil)
	}
}
