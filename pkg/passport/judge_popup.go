package passport

import "github.com/passport-logout/passport-logout/internal/stringslite"

// Events of a popup, beside those of [Popups].
const (
	eventReport = "report" // the callback page's, on the channel
	eventClosed = "gone"   // the report of a closed popup should have come
)

// judge decides what an event means, as [visit.judge] does. A page that is left leaves
// the popup to itself.
func (p *popupVisit) judge(e event) (via Via, code Code) {
	switch e.kind {
	case "message":
		return p.judgeMessage(e)
	case eventReport:
		return p.judgeReport(stringOf(e.data))
	case "load":
		return p.judgePage(stringOf(e.data))
	case "violation":
		if stringOf(e.data) == "connect-src" {
			p.judgeViolation(e.origin, "connect-src")
		}
	case "closed":
		p.closed = true
		p.awaitReport()
	case eventClosed:
		return "", p.judgeClosed()
	case "hide":
		p.left = true
		p.unmark()
	case eventQuiet:
		return "", p.judgeSilence()
	case eventProbed:
		return "", p.judgeProbe(e.data)
	case eventSettled:
		return "", IDPDidNotReturn
	case eventTimeout:
		return "", p.judgeTimeout()
	case eventAborted:
		return "", Aborted
	}
	return "", ""
}

// judgeReport accepts what only the callback page in this popup knows.
func (p *popupVisit) judgeReport(message string) (via Via, code Code) {
	url, reported := stringslite.CutPrefix(message, p.report)
	switch {
	case !reported:
		return "", ""
	case messageHasError(p.browser, map[string]any{"url": url}):
		return "", IDPError
	}
	return ViaMessage, ""
}

// judgePage looks at the page in the popup. One of the auth domain may want
// something of the user, and is left in peace; one of this origin that is not the
// callback page has nothing to do there.
func (p *popupVisit) judgePage(href string) (via Via, code Code) {
	if via, code = p.judgeLocation(href); via != "" || code != "" {
		return via, code
	}
	p.shown, p.page, p.opaque = href != emptyDocument, href, href == ""
	p.unsettle()
	switch {
	case p.opaque:
		p.ask()
		return "", p.unreachable()
	case isOn(p.browser.Origin(), href):
		p.settle(href, settleMS)
	}
	return "", ""
}

func (p *popupVisit) awaitReport() {
	p.wait.own(p.browser.After(closedMS, func() { p.wait.post(event{kind: eventClosed}) }))
}

// judgeClosed believes that the popup is closed where the user is back at this page.
// One that is cut off looks closed too, and its page may still report.
func (p *popupVisit) judgeClosed() Code {
	if p.browser.HasFocus() {
		return PopupClosed
	}
	p.awaitReport()
	return ""
}

func (p *popupVisit) judgeTimeout() Code {
	switch {
	case p.closed:
		return PopupClosed
	case p.opaque:
		return or(p.unreachable(), IDPDidNotReturn)
	}
	return or(p.unreachable(), Timeout)
}

// failure says of a popup that has not returned where it has ended.
func (p *popupVisit) failure(code Code) *Error {
	if code != IDPDidNotReturn {
		return p.errorOf(code)
	}
	page := "a page that cannot be read"
	if isOn(p.browser.Origin(), p.page) {
		page = withoutQuery(p.page)
	}
	return fail(code, notReturned+"the popup ended on "+page+mayLive+
		"open the logout URL in a tab to see what becomes of it, register exactly this logoutRedirectUri for the client, "+
		"let no guard lead away from it, or set fallback: 'redirect'")
}
