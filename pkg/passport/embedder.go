package passport

import "github.com/passport-logout/passport-logout/internal/stringslite"

// eventPolicy is the embedder policy of this page.
const eventPolicy = "policy"

// embedder is what is known of the Cross-Origin-Embedder-Policy of this page, which
// stops an iframe that has not opted in (HTML, section 7.1.4). Firefox reports none.
type embedder struct {
	asked bool
	stops bool
}

// askPolicy asks for the embedder policy of this page, once, and tells whether it has.
func (v *visit) askPolicy() bool {
	if v.embedder.asked {
		return false
	}
	v.embedder.asked = true
	answered := func(policy string) { v.wait.post(event{kind: eventPolicy, data: policy}) }
	v.browser.EmbedderPolicy(answered)
	v.wait.own(v.browser.After(probeLimitMS, func() { answered("") }))
	return true
}

// judgePolicy takes the embedder policy of this page, or "" where that takes too long.
func (v *visit) judgePolicy(policy string) Code {
	v.embedder.stops = v.embedder.stops ||
		stringslite.HasPrefix(policy, "require-corp") || stringslite.HasPrefix(policy, "credentialless")
	if code := v.stoppedByPage(); code != "" || !v.stayed {
		return code
	}
	return IDPDidNotReturn
}

// stoppedByPage is the code of an iframe that the embedder policy of this page has
// stopped, or "". A browser shows nothing there or a page of its own, and not every one
// reports it.
func (v *visit) stoppedByPage() Code {
	if v.page == "" && v.embedder.stops && (v.probe.barred || v.stayed || v.quiet > 1) {
		return FrameBlocked
	}
	return ""
}
