package passport

import "github.com/passport-logout/passport-logout/internal/wire"

// The start of a logout takes no judgement. It clears the application session,
// asks for the revocation and departs for the auth domain, in this order and
// before anything that can wait, so that nothing that happens to the page or to
// the rest of the logout undoes it. Only IndexedDB is waited for in between, as
// the refresh token is there, and the browser's word that a page may be offline.

// clearAndTell clears the application session and tells everybody. It returns
// what is wrong with the options, which keeps nobody logged in.
func (l *logout) clearAndTell() (invalid *Error) {
	l.cleared = l.clear()
	l.browser.Measure("passport:clear", l.started)
	invalid = l.prepare()
	l.receipt = Receipt{
		Mode:       l.options.Mode,
		Revocation: Revocation{RevocationSkipped, pending},
		IDP:        IDP{Status: IDPSkipped, Reason: pending},
	}
	l.receipt.Local, _ = l.cleared.local()
	receipt := l.receipt
	l.emit(LoggedOut{Reason: or(l.options.reason, "logout"), Receipt: &receipt})
	return invalid
}

// revoke asks for the revocation of the refresh token that has been found so far.
func (l *logout) revoke() {
	if l.revocation != nil && l.options.Mode != ModeLocal {
		token := session{l.browser, l.cleared.taken()}.refreshToken()
		l.revocation.ask(l.browser, l.domain, l.config.ClientID, token)
	}
}

// openFrame departs in a hidden iframe, whose events it posts to w.
func (l *logout) openFrame(w *wait) (close func(), err error) {
	close, err = l.browser.OpenFrame(l.url, wire.FrameAttributes, func(kind, origin string, data any) {
		w.post(event{kind, origin, data})
	})
	if err == nil {
		w.own(close)
	}
	return close, err
}

// sendAway departs in the window itself, whose leaving it posts to w.
func (l *logout) sendAway(w *wait) error {
	w.own(l.browser.OnLeave(func(kind string) { w.post(event{kind: kind}) }))
	err := l.browser.Replace(string(l.config.RedirectTarget), l.url)
	if err == nil {
		l.browser.Measure("passport:leave", l.started)
	}
	return err
}
