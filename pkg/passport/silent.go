package passport

// How long a document that is not the callback page is given, in milliseconds. Where
// it stays, the whole limit would tell no more.
const (
	loadMS   = 5_000 // to load
	settleMS = 2_000 // to navigate on then, as by a script, which takes a second
)

// quietMS is how long an iframe may show nothing before it is worth a probe, and as
// long again before that counts, in milliseconds. WebKit shows nothing where it cannot
// reach the auth domain.
const quietMS = 1_000

// emptyDocument is the URL of the document that an iframe begins with, which says
// nothing.
const emptyDocument = "about:blank"

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
	unsettle func() // forgets the document that has come last
	shown    bool   // one has come
	page     string // its URL
	opaque   bool   // it cannot be read
	stayed   bool   // it has had its time
	quiet    int    // how many times quietMS the iframe had
	probe    probe
	embedder embedder
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
	v.awaitQuiet()
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
	v.reopened, v.shown, v.page, v.opaque, v.stayed = true, false, "", false, false
	v.unsettle()
	v.close()
	if v.open() != nil {
		return FrameRemoved
	}
	return ""
}

// settle gives a document that has come ms milliseconds.
func (v *visit) settle(href string, ms int) {
	v.shown, v.page, v.opaque, v.stayed = true, href, href == "", false
	v.unsettle()
	v.unsettle = v.browser.After(ms, func() { v.wait.post(event{kind: eventSettled}) })
	v.wait.own(v.unsettle)
}

// awaitQuiet waits for the time after which an iframe that shows nothing is looked at,
// also where the limit leaves less.
func (v *visit) awaitQuiet() {
	ms := min(quietMS, v.options.TimeoutMS/4)
	v.wait.own(v.browser.After(ms, func() { v.wait.post(event{kind: eventQuiet}) }))
}

// failure says, where the page of this origin is known that the iframe has ended
// on, which it is.
func (v *visit) failure(code Code) *Error {
	if page := withoutQuery(v.page); code == IDPDidNotReturn && isOn(v.browser.Origin(), page) {
		return fail(code, endedOn(page))
	}
	return v.errorOf(code)
}
