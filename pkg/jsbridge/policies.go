//go:build js && wasm

package jsbridge

import "syscall/js"

// metaSelector finds the elements that deliver a policy (Content Security Policy
// Level 3, section 3.3).
const metaSelector = `head > meta[http-equiv="Content-Security-Policy" i]`

// Policies returns the Content Security Policies that the document's markup
// delivers, and what enforced ones have stopped so far: the directive and the
// blocked URL of each report that the browser has kept for a ReportingObserver,
// which not every browser has. Of policies that headers deliver no page is told.
func (w *Window) Policies() (markup []string, stopped [][2]string) {
	defer catch(nil)
	list := querySelectorAll.call(w.document, str(metaSelector))
	for i := range get(list, "length").Int() {
		if content := getAttribute.call(at(list, i), str("content")); content.Type() == js.TypeString {
			markup = append(markup, content.String())
		}
	}
	observer := reportingObserver.new(reportsListener.Value, parseOptions(`{"types": ["csp-violation"], "buffered": true}`))
	call(observer, "observe")
	reports := call(observer, "takeRecords")
	call(observer, "disconnect")
	for i := range get(reports, "length").Int() {
		body := get(at(reports, i), "body")
		if text(body, "disposition") == "enforce" {
			stopped = append(stopped, [2]string{text(body, "effectiveDirective"), text(body, "blockedURL")})
		}
	}
	return markup, stopped
}
