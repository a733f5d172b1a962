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
		report := at(reports, i)
		body := get(report, "body")
		directive := text(report, "type")
		if directive == "csp-violation" {
			directive = text(body, "effectiveDirective")
		}
		fr.report("violation", text(body, "blockedURL"), directive)
	}
}
