//go:build js && wasm

package jsbridge

import "syscall/js"

// observe starts to report what happens to the frame.
func (fr *frame) observe() {
	fr.listener = callback(fr.hear)
	fr.cleanups = append(fr.cleanups, func() { Release(fr.listener) })
	fr.on(window, "message")
	fr.on(fr.element, "load", "commit", "report")
	fr.on(fr.w.document, "securitypolicyviolation")
	fr.observeRemoval()
	fr.observeReports()
}

// hear reports what an event says, which may have been kept by a script.
func (fr *frame) hear(event js.Value) {
	switch kind := kindOf(event); kind {
	case "message":
		fr.onMessage(event)
	case "load":
		if isTrue(event, "isTrusted") {
			fr.report(kind, "", href(fr.view()))
		}
	case "commit": // a script dispatches it
		fr.report(kind, "", href(fr.view()))
	case "pagehide":
		fr.onLeave()
	case "securitypolicyviolation":
		reportViolation(event, fr.report)
	case "report": // a script dispatches it
		fr.onReportEvent(event)
	}
}

// kindOf is the type of an event, "" for all that is none. So isTrusted is the
// browser's: each event has it as a property that cannot be redefined.
func kindOf(event js.Value) (kind string) {
	defer catch(nil)
	return getEventType.call(event).String()
}

func (fr *frame) onMessage(event js.Value) {
	if !sentFrom(event, fr.view()) {
		return
	}
	fr.called = true
	if data, err := messageData(event); err == nil {
		fr.report("message", getMessageOrigin.call(event).String(), data)
	}
}

// sentFrom tells whether the message comes from a window. The source of a closed
// window is null, and so is the window of a removed frame.
func sentFrom(event, view js.Value) bool {
	defer catch(nil)
	source := getMessageSource.call(event)
	return source.Truthy() && source.Equal(view) && isTrue(event, "isTrusted")
}

func messageData(event js.Value) (data any, err error) {
	defer catch(&err)
	return decode(getMessageData.call(event)), nil
}

// onLeave reports the document that replaces the one which is left, if not the
// whole iframe goes.
func (fr *frame) onLeave() {
	fr.w.After(0, func() {
		if view := fr.view(); view.Truthy() {
			fr.report("commit", "", href(view))
		}
	})
}

// href is the URL of the document in a window, "" across origins.
func href(view js.Value) string {
	defer catch(nil)
	return text(get(view, "location"), "href")
}

func reportViolation(event js.Value, report func(event, origin string, data any)) {
	if isTrue(event, "isTrusted") && text(event, "disposition") == "enforce" {
		report("violation", text(event, "blockedURI"), text(event, "effectiveDirective"))
	}
}

// view is the window in the frame, null once it is removed.
func (fr *frame) view() js.Value {
	return getContentWindow.call(fr.element)
}

// observeRemoval watches the root element, where the iframe sits, and the
// document, which may get another root.
func (fr *frame) observeRemoval() {
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
	call(observer, "observe", getDocumentElement.call(fr.w.document), children)
	call(observer, "observe", fr.w.document, children)
}

func (fr *frame) reportRemoval() {
	if !getIsConnected.call(fr.element).Bool() {
		fr.report("removed", "", nil)
	}
}
