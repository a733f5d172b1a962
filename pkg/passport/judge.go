package passport

// judge decides what an event means: evidence of success, a failure, or ("",
// "") nothing yet.
func (v *visit) judge(e event) (via Via, code Code) {
	switch e.kind {
	case "message":
		return v.judgeMessage(e)
	case "commit":
		return v.judgeCommit(stringOf(e.data))
	case "load":
		return v.judgeDocument(stringOf(e.data), settleMS)
	case "violation":
		return "", v.judgeViolation(e.origin, stringOf(e.data))
	case "removed":
		return "", v.reopen()
	case "hide":
		v.left = true
		return "", FrameRemoved
	case eventQuiet:
		return "", v.judgeSilence()
	case eventProbed:
		return "", v.judgeProbe(e.data)
	case eventPolicy:
		return "", v.judgePolicy(stringOf(e.data))
	case eventSettled:
		return "", v.judgeStay()
	case eventTimeout:
		return "", or(v.unreachable(), Timeout)
	case eventAborted:
		return "", Aborted
	}
	return "", ""
}

// judgeMessage accepts a message of the frame only from the callback's origin.
func (v *visit) judgeMessage(e event) (via Via, code Code) {
	switch {
	case e.origin != v.callbackOrigin() || !isCallbackMessage(e.data):
		return "", ""
	case messageHasError(v.browser, e.data):
		return "", IDPError
	}
	return ViaMessage, ""
}

// judgeLocation looks at the frame's URL, which this page may read exactly if the
// frame is back on its origin. That is success also where the callback page's
// script is broken. Where no callback is configured, a page of an auth domain on
// the same origin is none.
func (v *visit) judgeLocation(href string) (via Via, code Code) {
	switch {
	case !isCallbackPage(href, v.browser.Origin(), v.callback.href),
		v.callback.href == "" && isOn(v.domain.href, href):
		return "", ""
	case hasParam(href, "error"), compareState(v.state, href) == StateMismatch:
		return "", IDPError
	}
	return ViaLocation, ""
}

// judgeCommit looks at the document that has replaced the empty one. WebKit tells of
// that after it has told that it has loaded.
func (v *visit) judgeCommit(href string) (via Via, code Code) {
	switch {
	case href == emptyDocument:
		return "", ""
	case v.shown:
		return v.judgeLocation(href)
	}
	return v.judgeDocument(href, loadMS)
}

// judgeDocument looks at a document that is there, which has ms to navigate on. One
// that cannot be read is the auth domain's, or the browser's own page that says why
// there is none.
func (v *visit) judgeDocument(href string, ms int) (via Via, code Code) {
	if via, code = v.judgeLocation(href); via != "" || code != "" {
		return via, code
	}
	v.settle(href, ms)
	if v.opaque {
		v.ask()
		return "", v.unreachable()
	}
	return "", ""
}

// judgeStay decides on a document that has not navigated on.
func (v *visit) judgeStay() Code {
	v.stayed = true
	if v.opaque && v.askPolicy() {
		return ""
	}
	return or(v.stoppedByPage(), IDPDidNotReturn)
}

// judgeViolation picks out, of all the violations on the page, those of this
// frame, and those that make the probe useless.
func (v *visit) judgeViolation(blocked, directive string) Code {
	href, origin, _ := v.browser.ParseURL(blocked)
	ours := origin != "" && (origin == v.domain.origin || origin == v.callbackOrigin())
	switch directive {
	case "frame-ancestors":
		return FrameBlocked // what the frame was refused is not this page's to know
	case "connect-src":
		v.probe.stopped = v.probe.stopped || isOn(origin, v.probeURL())
	case "coep":
		if v.probe.begun && href == v.probeURL() {
			v.probe.stopped = true
		} else if ours {
			return FrameBlocked
		}
	case "frame-src", "child-src", "default-src":
		if ours {
			return CSPBlocked
		}
	}
	return ""
}

func (l *logout) callbackOrigin() string {
	return or(l.callback.origin, l.browser.Origin())
}
