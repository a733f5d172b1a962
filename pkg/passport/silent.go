package passport

// settleMS is how long a document that this page may not read is given to
// navigate on, in milliseconds. An auth domain that redirects by script needs
// some; one that shows an error page would otherwise cost the whole limit.
const settleMS = 2_000

// silent ends the Passport session through a hidden iframe.
func (l *logout) silent() *Error {
	via, err := l.visit()
	l.receipt.IDP = l.judgeSilent(via, err)
	l.receipt.IDP.MS = l.browser.Now() - l.started
	l.browser.Measure("passport:idp", l.started)
	return err
}

// judgeSilent tells what the callback proves. It proves that the auth domain
// was reached, not that the browser sent the session's cookie along.
func (l *logout) judgeSilent(via Via, err *Error) IDP {
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

// visit is the way of the iframe to the auth domain and back.
type visit struct {
	*logout
	wait     *wait
	close    func() // of the iframe
	reopened bool
	unsettle func() // forgets the document that has loaded last
	page     string // the URL of that document
	opaque   bool   // it cannot be read
	probe    probe
}

// visit opens the iframe and waits for one of the two signs of success, or for
// the first sign of failure.
func (l *logout) visit() (via Via, err *Error) {
	v := &visit{logout: l, wait: newWait(l.browser), unsettle: func() {}}
	defer v.wait.close()
	v.wait.abortOn(l.options.Signal)
	v.wait.timeout(l.options.TimeoutMS)
	v.wait.own(l.browser.OnLeave(func(kind string) { v.wait.post(event{kind: kind}) }))
	if err := v.open(); err != nil {
		return "", failWith(FrameBlocked, messageOf(FrameBlocked), err)
	}
	v.wait.own(l.browser.After(l.options.TimeoutMS/2, func() { v.wait.post(event{kind: eventQuiet}) }))
	l.sameSite = sameSite(l.browser, l.domain.origin) // while the iframe loads, since the browser takes its time
	for {
		if via, code := v.judge(v.wait.next()); code != "" {
			return "", v.failure(code)
		} else if via != "" {
			return via, nil
		}
	}
}

func (v *visit) open() (err error) {
	v.close, err = v.openFrame(v.wait)
	return err
}

// reopen opens the iframe once more where somebody has taken it away, as a
// framework does that replaces the document to hydrate it.
func (v *visit) reopen() Code {
	if v.reopened {
		return FrameRemoved
	}
	v.reopened, v.page, v.opaque = true, "", false
	v.unsettle()
	v.close()
	if v.open() != nil {
		return FrameRemoved
	}
	return ""
}

// settle gives a document that has loaded the time to navigate on.
func (v *visit) settle(href string) {
	v.page, v.opaque = href, href == ""
	v.unsettle()
	v.unsettle = v.browser.After(settleMS, func() { v.wait.post(event{kind: eventSettled}) })
	v.wait.own(v.unsettle)
}

// failure says, where the page of this origin is known that the iframe has ended
// on, which it is.
func (v *visit) failure(code Code) *Error {
	if page := withoutQuery(v.page); code == IDPDidNotReturn && isOn(v.browser.Origin(), page) {
		return fail(code, endedOn(page))
	}
	return v.errorOf(code)
}
