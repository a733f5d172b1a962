//go:build js && wasm

package jsbridge

import "syscall/js"

// frameAttributes of every iframe. It is hidden by an attribute, because a
// style is subject to the style-src of a Content Security Policy, and eager,
// because a lazy one that is hidden never loads. It may not navigate the top
// window.
var frameAttributes = [][2]string{
	{"sandbox", "allow-scripts allow-same-origin allow-forms"},
	{"referrerpolicy", "no-referrer"},
	{"loading", "eager"},
	{"allow", ""},
	{"title", "Logging out"},
	{"aria-hidden", "true"},
	{"tabindex", "-1"},
	{"width", "0"},
	{"height", "0"},
	{"hidden", ""},
}

// frame is an open iframe.
type frame struct {
	element  js.Value
	report   func(event, origin string, data any)
	reports  js.Value // its ReportingObserver
	cleanups []func()
}

// OpenFrame loads a URL in a hidden, sandboxed iframe and reports until closed:
//
//   - "message": the frame posted a message from origin; data is its content,
//     as [Window.DecodeJSON] would return it. What cannot be converted within
//     its bounds, and what a script dispatched itself, is left out.
//   - "load": a document loaded; data is its URL, "" where the page may not
//     read it.
//   - "violation": a policy of this page or of the frame stopped something;
//     origin is the blocked URL, data the directive, or "coep". It may be
//     reported twice.
//   - "removed": somebody else took the iframe out of the document.
//
// It fails with what the browser threw. close removes the iframe at once.
func (w *Window) OpenFrame(url string, f func(event, origin string, data any)) (close func(), err error) {
	return watchFrame(f, func(fr *frame) {
		fr.element = createElement.call(w.document, str("iframe"))
		for _, attribute := range frameAttributes {
			setAttribute.call(fr.element, str(attribute[0]), str(attribute[1]))
		}
		// A src that is set before insertion makes no entry in the history.
		setAttribute.call(fr.element, str("src"), str(url))
		fr.observe(w)
		fr.cleanups = append(fr.cleanups, func() { removeElement.call(fr.element) })
		// The root element is there before the body is.
		appendChild.call(getDocumentElement.call(w.document), fr.element)
	})
}

// TakeFrame goes on with an iframe that a script has opened and inserted, like
// [Window.OpenFrame], with the events that the script has kept in an array:
// they are reported before TakeFrame returns. One more is "commit", which the
// script dispatches on the element when a document is there that has not loaded
// yet; data is its URL, as for "load". The iframe is the script's to remove.
func (w *Window) TakeFrame(element, events js.Value, f func(event, origin string, data any)) (close func(), err error) {
	return watchFrame(f, func(fr *frame) {
		fr.element = element
		fr.observe(w)
		for i := range get(events, "length").Int() {
			fr.hear(at(events, i))
		}
		fr.reportRemoval()
	})
}

func watchFrame(f func(event, origin string, data any), open func(*frame)) (close func(), err error) {
	fr := &frame{report: f}
	_, err = Try(func() js.Value {
		open(fr)
		return js.Undefined()
	})
	if err != nil {
		fr.close()
		return nil, err
	}
	return once(fr.close), nil
}

// close stops reporting first, so as not to report that the iframe goes.
func (fr *frame) close() {
	defer catch(nil)
	fr.report = func(string, string, any) {} // the rest of a batch of reports
	for _, cleanup := range fr.cleanups {
		cleanup()
	}
}
