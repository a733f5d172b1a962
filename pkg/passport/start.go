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
	told := LoggedOut{Reason: or(l.options.reason, "logout"), Receipt: &receipt}
	if l.options.reason != "" {
		told.Settled = l.flightInProgress().outcome
	}
	l.emit(told)
	return invalid
}

// revoke asks for the revocation of the refresh token that has been found so far.
func (l *logout) revoke() {
	if l.revocation != nil && l.options.Mode != ModeLocal {
		token := session{l.browser, l.cleared.taken()}.refreshToken()
		l.revocation.ask(l.browser, l.provider.revocationURL(), l.config.ClientID, token)
	}
}

// openFrame departs in a hidden iframe, whose events it posts to w.
func (l *logout) openFrame(w *wait) (close func(), err error) {
	hear := func(kind, origin string, data any) { w.post(event{kind, origin, data}) }
	if l.request.isForm() {
		close, err = l.postInFrame(hear)
	} else {
		close, err = l.browser.OpenFrame(l.url, wire.FrameAttributes, hear)
	}
	if err == nil {
		w.own(close)
	}
	return close, err
}

// sendAway departs in the window itself, whose leaving it posts to w.
func (l *logout) sendAway(w *wait) error {
	w.own(l.browser.OnLeave(func(kind string) { w.post(event{kind: kind}) }))
	l.remember()
	err := l.navigate(string(l.config.RedirectTarget))
	if err == nil {
		l.browser.Measure("passport:leave", l.started)
	} else {
		l.forget()
	}
	return err
}

// navigate sends a window, "top" or "self", to the provider.
func (l *logout) navigate(target string) error {
	if l.request.isForm() {
		return l.browser.Submit(target, l.request.endpoint, l.request.parameters)
	}
	return l.browser.Replace(target, l.url)
}

// postInFrame is for a request that is a form. The iframe has a name for the
// form, which only that knows, and shows an empty document before the provider's.
func (l *logout) postInFrame(hear func(kind, origin string, data any)) (close func(), err error) {
	name := "passport-logout-" + l.browser.RandomID()
	attributes := append([][2]string{{"name", name}}, wire.FrameAttributes...)
	close, err = l.browser.OpenFrame(emptyDocument, attributes, func(kind, origin string, data any) {
		if stringOf(data) != emptyDocument {
			hear(kind, origin, data)
		}
	})
	if err == nil {
		err = l.browser.Submit(name, l.request.endpoint, l.request.parameters)
	}
	return close, err
}
