//go:build js && wasm

package jsbridge

import "syscall/js"

// frame is an open iframe.
type frame struct {
	w        *Window
	element  js.Value
	listener js.Func // of all of its events
	report   func(event, origin string, data any)
	called   bool     // whether a message of its has come
	reports  js.Value // its ReportingObserver
	cleanups []func() // run last to first
}

// OpenFrame loads a URL in an iframe with some attributes and reports until
// closed:
//
//   - "message": the frame posted a message from origin; data is its content,
//     as [Window.DecodeJSON] would return it. What cannot be converted within
//     its bounds, and what a script dispatched itself, is left out.
//   - "commit": a document has replaced the empty one that an iframe begins with,
//     and may not have loaded yet; data is its URL, "" where the page may not
//     read it.
//   - "load": a document loaded; data is as for "commit".
//   - "violation": a policy that is enforced, of this page or of the frame, has
//     stopped something; origin is the blocked URL, data the directive, or
//     "coep" where an embedder policy has stopped a frame. It may be reported
//     twice.
//   - "removed": somebody else took the iframe out of the document.
//
// It fails with what the browser threw. close ends the reports at once, and takes
// the iframe away in a later task: when the page in it has loaded or has posted a
// message, where this page may read that, and after ten seconds at the latest.
func (w *Window) OpenFrame(url string, attributes [][2]string, f func(event, origin string, data any)) (close func(), err error) {
	return w.watchFrame(f, func(fr *frame) {
		fr.own(w.element("iframe", attributes))
		// A src that is set before insertion makes no entry in the history.
		setAttribute.call(fr.element, str("src"), str(url))
		fr.observe()
		// The root element is there before the body is.
		appendChild.call(getDocumentElement.call(w.document), fr.element)
		// The empty document is told when it goes: right before the next one is
		// there. A browser that does not do so still tells of the load.
		fr.on(fr.view(), "pagehide")
	})
}

// AdoptFrame goes on with an iframe that a script has opened and inserted, like
// [Window.OpenFrame], with the events that the script has kept in an array: those
// of the kinds message, load, commit, report and securitypolicyviolation are
// reported before AdoptFrame returns, then a "commit" for the document that is there
// by now, and "removed" where the iframe is gone. For a document that comes later
// the script dispatches an event named commit on the element, and for the report of
// a ReportingObserver a CustomEvent named report that has it as its detail. From
// then on the iframe is this package's to remove.
func (w *Window) AdoptFrame(element, events js.Value, f func(event, origin string, data any)) (close func(), err error) {
	return w.watchFrame(f, func(fr *frame) {
		fr.own(element)
		fr.observe()
		if err := replay(events, fr.hear); err != nil {
			panic(err)
		}
		fr.report("commit", "", href(fr.view()))
		fr.reportRemoval()
	})
}

func (w *Window) watchFrame(f func(event, origin string, data any), open func(*frame)) (close func(), err error) {
	fr := &frame{w: w, report: f}
	_, err = Try(func() js.Value {
		open(fr)
		return js.Undefined()
	})
	if err != nil {
		fr.discard()
		return nil, err
	}
	return once(fr.close), nil
}

// own makes the element the frame's, to be removed after everything else.
func (fr *frame) own(element js.Value) {
	fr.element = element
	fr.cleanups = append(fr.cleanups, func() { removeElement.call(element) })
}
