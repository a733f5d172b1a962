package passport

import "github.com/passport-logout/passport-logout/internal/wire"

// closedMS is how long the report of a popup that is closed may still take, in
// milliseconds: it comes another way than the news that the popup is closed.
const closedMS = 1_500

// popup ends the Passport session through a window of its own, in which the auth
// domain is the first party. The start has opened it.
func (l *logout) popup() *Error {
	err := l.window.roundTrip()
	l.window.wait.close()
	l.receipt.IDP = l.judgePopup(err)
	l.receipt.IDP.MS = l.browser.Now() - l.started
	l.browser.Measure("passport:idp", l.started)
	return err
}

// judgePopup tells what the return proves: a browser sends a first party every
// cookie of its own but, across sites, one that is SameSite=Strict.
func (l *logout) judgePopup(err *Error) IDP {
	switch {
	case err == nil && l.window.verification.wanted:
		return l.window.verification.judge()
	case err == nil && !l.provider.isVisited() && !sameSite(l.browser, l.domain.origin):
		return IDP{Status: IDPUnverified, Via: ViaPopup, Reason: "cross_site"}
	case err == nil:
		return IDP{Status: IDPEnded, Via: ViaPopup}
	case err.Code == Aborted && !l.window.departed:
		return IDP{Status: IDPSkipped, Reason: string(Aborted)}
	case err.Code == PopupBlocked, err.Code == Offline, !l.window.departed:
		return IDP{Status: IDPFailed, Reason: string(err.Code)}
	}
	// Many failures come after the auth domain has ended the session.
	return IDP{Status: IDPUnverified, Reason: string(err.Code)}
}

// popupVisit is the way of the popup to the auth domain and back.
type popupVisit struct {
	visit
	send         func(url string, form [][2]string) error
	refusal      error  // why it is not open
	report       string // how the callback page's report on the channel begins
	verification verification
	departed     bool // for the auth domain
	closed       bool // so it seems
}

// openPopup opens the popup, since a browser lets only the task of a click do so. Where
// something is to be waited for before the departure it shows an empty document.
func (l *logout) openPopup() (close func()) {
	p := &popupVisit{visit: visit{logout: l, wait: newWait(l.browser), unsettle: func() {}}}
	p.embedder.asked = true // that policy is for what a page embeds
	l.window = p
	p.refusal = p.open()
	return p.wait.close
}

// roundTrip sends the popup to the auth domain, and waits for a sign of success or for
// the first sign of failure.
func (p *popupVisit) roundTrip() *Error {
	if p.refusal != nil {
		return failWith(PopupBlocked, messageOf(PopupBlocked), p.refusal)
	}
	p.wait.abortOn(p.options.Signal)
	if err := p.askBefore(); err != nil {
		return err
	}
	p.wait.timeout(p.options.TimeoutMS)
	if err := p.depart(); err != nil {
		return failWith(PopupClosed, messageOf(PopupClosed), err)
	}
	p.awaitQuiet()
	for {
		e := p.wait.next()
		if p.isAnswer(e) {
			continue
		}
		if via, code := p.judge(e); code != "" {
			return p.failure(code)
		} else if via != "" {
			p.askAfter()
			return nil
		}
	}
}

// departsAtOnce tells whether there is nothing to wait for. WebKit cuts off a popup that
// leaves an empty document under a Cross-Origin-Opener-Policy of same-origin-allow-popups.
func (p *popupVisit) departsAtOnce() bool {
	return p.options.BeforeLogout == nil && p.url != "" && !p.request.isForm() &&
		(!p.options.Verify || p.provider.isVisited())
}

// depart sends the popup to the auth domain, if it is not on its way.
func (p *popupVisit) depart() error {
	if p.departed {
		return nil
	}
	var form [][2]string
	url := p.url
	if p.request.isForm() {
		url, form = p.request.endpoint, p.request.parameters
	}
	err := p.send(url, form)
	p.departed = err == nil
	return err
}

// open opens the window with what its callback page knows it by: a mark in its copy of
// this page's session storage, which WebKit makes at its own time.
func (p *popupVisit) open() error {
	mark := p.mark()
	p.report = wire.PopupKey + " " + mark + " "
	p.wait.own(p.browser.OnLeave(func(kind string) { p.wait.post(event{kind: kind}) }))
	p.wait.own(p.browser.OnBroadcast(wire.Channel, func(message string) {
		p.wait.post(event{kind: eventReport, data: message})
	}))
	p.wait.own(p.unmark)
	_ = p.browser.StorageSet(sessionStorage, wire.PopupKey, mark)
	url := emptyDocument
	if p.departed = p.departsAtOnce(); p.departed {
		url = p.url
	}
	send, closeWindow, err := p.browser.OpenPopup(url, wire.PopupFeatures, func(kind, origin string, data any) {
		p.wait.post(event{kind, origin, data})
	})
	if err == nil {
		p.send = send
		p.wait.own(closeWindow)
	}
	return err
}

// unmark leaves nothing by which this page's own tab would be taken for a popup.
func (p *popupVisit) unmark() { _ = p.browser.StorageRemove(sessionStorage, wire.PopupKey) }

// tombstone is that of the logout that has begun last.
func (c *Client) tombstone() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.buried
}
