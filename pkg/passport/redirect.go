package passport

// redirect ends the Passport session by sending the window to the auth domain.
// It returns only where the page stays or comes back.
func (l *logout) redirect() *Error {
	started := l.departure()
	err := l.leave()
	l.receipt.IDP = judgeRedirect(err)
	l.receipt.IDP.MS = l.browser.Now() - started
	l.browser.Measure("passport:idp", started)
	return err
}

// judgeRedirect tells what is known of a window that was sent away. The visit
// may have reached the auth domain although the page stayed, as with an answer
// that is no document. It has failed for certain only where it never began.
func judgeRedirect(err *Error) IDP {
	switch {
	case err == nil:
		return IDP{Status: IDPUnverified, Via: "redirect"}
	case err.Code == Offline || err.Err != nil:
		return IDP{Status: IDPFailed, Reason: string(err.Code)}
	}
	return IDP{Status: IDPUnverified, Reason: string(err.Code)}
}

func (l *logout) leave() *Error {
	if l.offline() {
		return l.errorOf(Offline)
	}
	w := newWait(l.browser, l.options.Signal)
	defer w.close()
	w.timeout(l.options.TimeoutMS)
	if err := l.startLeaving(w); err != nil {
		return failWith(NavigationBlocked, messageOf(NavigationBlocked), err)
	}
	l.revoke()
	for {
		switch e := <-w.events; e.kind {
		case "hide":
			l.left = true
		case "show":
			return nil
		case "error":
			return l.errorOf(NavigationBlocked)
		case eventAborted:
			return l.errorOf(Aborted)
		case eventTimeout:
			if !l.left {
				return l.errorOf(NavigationBlocked)
			}
		}
	}
}

// startLeaving sends the window away, or goes on where the caller has done so.
func (l *logout) startLeaving(w *wait) error {
	report := func(kind string) { w.post(event{kind: kind}) }
	if begun := l.options.Begun; begun != nil && begun.TakeLeave != nil {
		remove, err := begun.TakeLeave(report)
		if err == nil {
			w.own(remove)
		}
		return err
	}
	w.own(l.browser.OnLeave(report))
	err := l.browser.Replace(l.config.RedirectTarget, l.url)
	if err == nil {
		l.browser.Measure("passport:leave", l.started)
	}
	return err
}
