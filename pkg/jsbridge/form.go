//go:build js && wasm

package jsbridge

import "syscall/js"

// Submit posts a form with these fields, pairs of name and value, in UTF-8, to a URL,
// which a window navigates to: "top", "self", or the iframe or popup of that name. The page's
// form-action must let it, which the page does not hear of. It fails with what the
// browser throws. Unlike [Window.Replace] it may leave an entry in the history.
func (w *Window) Submit(target, url string, fields [][2]string) (err error) {
	defer catch(&err)
	switch target {
	case "top", "self":
		target = "_" + target
	}
	form := w.element("form", [][2]string{
		{"method", "post"}, {"action", url}, {"target", target}, {"accept-charset", "utf-8"}, {"hidden", ""},
	})
	for _, field := range fields {
		appendChild.call(form, w.element("input", [][2]string{{"type", "hidden"}, {"name", field[0]}, {"value", field[1]}}))
	}
	appendChild.call(getDocumentElement.call(w.document), form) // only a form in the document is sent
	defer removeElement.call(form)
	submitForm.call(form)
	return nil
}

// element makes an element with attributes, pairs of name and value.
func (w *Window) element(name string, attributes [][2]string) js.Value {
	element := createElement.call(w.document, str(name))
	for _, attribute := range attributes {
		setAttribute.call(element, str(attribute[0]), str(attribute[1]))
	}
	return element
}
