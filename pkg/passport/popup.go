package passport

import "github.com/passport-logout/passport-logout/internal/wire"

// closedMS is how long the report of a popup that is closed may still take, in
// milliseconds: it comes another way than the news that the popup is closed.
const closedMS = 1_500

// popup ends the Passport session through a window of its own, in which the auth
// domain is the first party.
func (l *logout) popup() *Error {
	err := l.popUp()
	l.receipt.IDP = l.judgePopup(err)
	l.receipt.IDP.MS = l.browser.Now() - l.started
	l.browser.Measure("passport:idp", l.started)
	return err
}

// judgePopup tells what the return proves: a browser sends a first party every
// cookie of its own but, across sites, one that is SameSite=Strict.
func (l *logout) judgePopup(err *Error) IDP {
	switch {
	case err == nil && !l.provider.isVisited() && !sameSite(l.browser, l.domain.origin):
		return IDP{Status: IDPUnverified, Via: ViaPopup, Reason: "cross_site"}
	case err == nil:
		return IDP{Status: IDPEnded, Via: ViaPopup}
	case err.Code == PopupBlocked, err.Code == Offline:
		return IDP{Status: IDPFailed, Reason: string(err.Code)}
	}
	// Many failures come after the auth domain has ended the session.
	return IDP{Status: IDPUnverified, Reason: string(err.Code)}
}

// popupVisit is the way of the popup to the auth domain and back.
type popupVisit struct {
	visit
	report string // how the callback page's report on the channel begins
	closed bool   // so it seems
}

// popUp opens the popup and waits for a sign of success, or for the first sign of
// failure.
func (l *logout) popUp() *Error {
	p := &popupVisit{visit: visit{logout: l, wait: newWait(l.browser), unsettle: func() {}}}
	p.embedder.asked = true // that policy is for what a page embeds
	defer p.wait.close()
	p.wait.abortOn(l.options.Signal)
	p.wait.timeout(l.options.TimeoutMS)
	p.wait.own(l.browser.OnLeave(func(kind string) { p.wait.post(event{kind: kind}) }))
	if err := p.open(); err != nil {
		return failWith(PopupBlocked, messageOf(PopupBlocked), err)
	}
	p.awaitQuiet()
	for {
		if via, code := p.judge(p.wait.next()); code != "" {
			return p.failure(code)
		} else if via != "" {
			return nil
		}
	}
}

// open opens the window with what its callback page knows it by: a mark in its copy of
// this page's session storage, which WebKit makes at its own time.
func (p *popupVisit) open() error {
	id := p.tombstone()
	p.report = wire.PopupKey + " " + id + " "
	p.wait.own(p.browser.OnBroadcast(wire.Channel, func(message string) {
		p.wait.post(event{kind: eventReport, data: message})
	}))
	p.wait.own(p.unmark)
	_ = p.browser.StorageSet(sessionStorage, wire.PopupKey, id)
	closeWindow, err := p.browser.OpenPopup(p.url, wire.PopupFeatures, func(kind, origin string, data any) {
		p.wait.post(event{kind, origin, data})
	})
	if err == nil {
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
