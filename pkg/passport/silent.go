package passport

// settleMS is how long a document that this page may not read is given to
// navigate on, in milliseconds. An auth domain that redirects by script needs
// some; one that shows an error page would otherwise cost the whole limit.
const settleMS = 2_000

// silent ends the Passport session through a hidden iframe.
func (l *logout) silent() *Error {
	started := l.departure()
	via, err := l.waitForCallback()
	l.receipt.IDP = l.judgeSilent(via, err)
	l.receipt.IDP.MS = l.browser.Now() - started
	l.browser.Measure("passport:idp", started)
	return err
}

// judgeSilent tells what the callback proves. It proves that the auth domain
// was reached, not that the browser sent the session's cookie along.
func (l *logout) judgeSilent(via string, err *Error) IDP {
	switch {
	case err != nil && err.Code == Offline:
		return IDP{Status: IDPFailed, Reason: string(err.Code)}
	case err != nil:
		// Many failures come after the auth domain has ended the session.
		return IDP{Status: IDPUnverified, Reason: string(err.Code)}
	case l.sameSite:
		return IDP{Status: IDPEnded, Via: via}
	}
	return IDP{Status: IDPUnverified, Via: via, Reason: "cross_site"}
}

// waitForCallback opens the iframe and waits for one of the two signs of
// success, or for the first sign of failure.
func (l *logout) waitForCallback() (via string, err *Error) {
	if l.offline() {
		return "", l.errorOf(Offline)
	}
	w := newWait(l.browser, l.options.Signal)
	defer w.close()
	w.timeout(l.options.TimeoutMS)
	w.own(l.browser.OnLeave(func(kind string) { w.post(event{kind: kind}) }))
	closeFrame, openErr := l.openFrame(func(kind, origin string, data any) { w.post(event{kind, origin, data}) })
	if openErr != nil {
		return "", failWith(FrameBlocked, messageOf(FrameBlocked), openErr)
	}
	w.own(closeFrame)
	l.revoke()
	l.sameSite = sameSite(l.browser, l.domain.origin) // while the iframe loads, since the browser takes its time
	settle := func() {}
	for {
		e := <-w.events
		if e.kind == "load" {
			settle()
			settle = w.browser.After(settleMS, func() { w.post(event{kind: eventSettled}) })
			w.own(settle)
		}
		if via, code := l.judge(e); code != "" {
			return "", l.errorOf(code)
		} else if via != "" {
			return via, nil
		}
	}
}

// openFrame opens the iframe, or takes over the one that the caller has opened.
func (l *logout) openFrame(f func(event, origin string, data any)) (close func(), err error) {
	if begun := l.options.Begun; begun != nil && begun.TakeFrame != nil {
		l.revoke() // the browser takes its time to give the lock
		return begun.TakeFrame(f)
	}
	return l.browser.OpenFrame(l.url, f)
}

// judge decides what an event means: evidence of success, a failure, or ("",
// "") nothing yet.
func (l *logout) judge(e event) (via string, code Code) {
	switch e.kind {
	case "message":
		return l.judgeMessage(e)
	case "commit", "load":
		return l.judgeLocation(stringOf(e.data))
	case "violation":
		return "", l.judgeViolation(e.origin, stringOf(e.data))
	case "removed":
		return "", FrameRemoved
	case "hide":
		l.left = true
		return "", FrameRemoved
	case eventSettled:
		return "", IDPDidNotReturn
	case eventTimeout:
		return "", Timeout
	case eventAborted:
		return "", Aborted
	}
	return "", ""
}

// judgeMessage accepts a message of the frame only from the callback's origin.
func (l *logout) judgeMessage(e event) (via string, code Code) {
	switch {
	case e.origin != l.callbackOrigin() || !isCallbackMessage(e.data):
		return "", ""
	case messageHasError(l.browser, e.data):
		return "", IDPError
	}
	return "message", ""
}

// judgeLocation looks at the frame's URL, which this page may read exactly if the
// frame is back on its origin. That is success also where the callback page's
// script is broken. A page at the logout URL itself is an auth domain on the
// same origin that did not return.
func (l *logout) judgeLocation(href string) (via string, code Code) {
	switch {
	case withoutQuery(href) == withoutQuery(l.url), !isCallbackPage(href, l.browser.Origin(), l.callback):
		return "", ""
	case hasParam(href, "error"):
		return "", IDPError
	}
	return "location", ""
}

// judgeViolation picks out, of all the violations on the page, those of this
// frame.
func (l *logout) judgeViolation(blocked, directive string) Code {
	switch directive {
	case "frame-ancestors", "coep":
		return FrameBlocked
	case "frame-src", "child-src", "default-src":
		if _, origin, err := l.browser.ParseURL(blocked); err == nil &&
			(origin == l.domain.origin || origin == l.callbackOrigin()) {
			return CSPBlocked
		}
	}
	return ""
}

func (l *logout) callbackOrigin() string {
	return or(l.callback.origin, l.browser.Origin())
}

// offline does not apply to an auth domain on this machine.
func (l *logout) offline() bool {
	return !l.browser.Online() && !isLoopback(hostname(l.domain.origin))
}
