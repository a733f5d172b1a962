//go:build js && wasm

package jsbridge

import "syscall/js"

// reported are the frames that a ReportingObserver tells of.
var reported []*frame

// reportsListener is the function of every ReportingObserver. It is never
// released, because Chromium calls one that is disconnected with what it had
// queued.
var reportsListener = Func(func(args []js.Value) js.Value {
	for _, fr := range reported {
		if fr.reports.Equal(args[1]) {
			fr.onReports(args[0])
			break
		}
	}
	return js.Undefined()
})

// observeReports hears what only a ReportingObserver does: frame-ancestors of
// the framed page, and the embedder policy. Not every browser has one.
func (fr *frame) observeReports() {
	defer catch(nil)
	fr.reports = reportingObserver.new(reportsListener.Value, parseOptions(`{"types": ["csp-violation", "coep"]}`))
	reported = append(reported, fr)
	fr.cleanups = append(fr.cleanups, fr.ignoreReports)
	call(fr.reports, "observe")
}

func (fr *frame) ignoreReports() {
	_, _ = Call(fr.reports, "disconnect")
	var rest []*frame
	for _, other := range reported {
		if other != fr {
			rest = append(rest, other)
		}
	}
	reported = rest
}

func (fr *frame) onReports(reports js.Value) {
	for i := range get(reports, "length").Int() {
		fr.onReport(at(reports, i))
	}
}

// onReportEvent takes the report that a script has got from an observer of its own,
// with a body that only the browser can have made.
func (fr *frame) onReportEvent(event js.Value) {
	defer catch(nil)
	report := get(event, "detail")
	reportToJSON.call(get(report, "body"))
	fr.onReport(report)
}

func (fr *frame) onReport(report js.Value) {
	defer catch(nil)
	// Chromium shows what is in the body of a coep report in no other way.
	body := call(get(report, "body"), "toJSON")
	blocked := text(body, "blockedURL")
	switch text(report, "type") {
	case "csp-violation":
		if text(body, "disposition") == "enforce" {
			fr.report("violation", blocked, text(body, "effectiveDirective"))
		}
	case "coep":
		if stopsFrame(body) {
			fr.report("violation", blocked, "coep")
		}
	}
}

// stopsFrame tells a report of an embedder policy that has stopped a frame from
// one that would only have, and from one about another kind of request, which has
// another destination or, made by fetch, an empty one. Chromium's report of a
// frame without a policy of its own has none.
func stopsFrame(body js.Value) bool {
	if disposition := text(body, "disposition"); disposition != "" && disposition != "enforce" {
		return false
	}
	destination := get(body, "destination")
	switch {
	case destination.IsUndefined():
		return true
	case destination.Type() != js.TypeString:
		return false
	}
	kind := destination.String()
	return kind == "iframe" || kind == "frame"
}
