package passport

// redirect ends the Passport session by sending the window to the auth domain.
// It returns only where the page stays or comes back.
func (l *logout) redirect(started float64) *Error {
	err := l.needNetwork()
	if err != nil {
		l.receipt.IDP = IDP{Status: IDPFailed, Reason: string(err.Code)}
	} else {
		err = l.leave()
		l.receipt.IDP = judgeRedirect(err)
	}
	l.receipt.IDP.MS = l.browser.Now() - started
	l.browser.Measure("passport:idp", started)
	return err
}

// judgeRedirect tells what is known of a window that was sent away. The visit
// may have reached the auth domain although the page stayed, as with an answer
// that is no document. It has failed for certain only where the browser refused.
func judgeRedirect(err *Error) IDP {
	switch {
	case err == nil:
		return IDP{Status: IDPUnverified, Via: ViaRedirect}
	case err.Err != nil:
		return IDP{Status: IDPFailed, Reason: string(err.Code)}
	}
	return IDP{Status: IDPUnverified, Reason: string(err.Code)}
}

func (l *logout) leave() *Error {
	w := newWait(l.browser)
	defer w.close()
	w.abortOn(l.options.Signal)
	w.timeout(l.options.TimeoutMS)
	if err := l.sendAway(w); err != nil {
		return failWith(NavigationBlocked, messageOf(NavigationBlocked), err)
	}
	for {
		switch w.next().kind {
		case "hide":
			l.left = true
		case "show":
			return nil
		case "error":
			l.forget()
			return l.errorOf(NavigationBlocked)
		case eventAborted:
			return l.errorOf(Aborted)
		case eventTimeout:
			if !l.left {
				l.forget()
				return l.errorOf(NavigationBlocked)
			}
		}
	}
}
