package passport

// waitForApp calls BeforeLogout and waits for it, but no longer than its limit. The
// session is cleared and the revocation sent by then, and nothing that it does
// stops the logout.
func (l *logout) waitForApp() {
	if l.options.BeforeLogout == nil || l.aborted() {
		return
	}
	w := newWait(l.browser)
	defer w.close()
	w.abortOn(l.options.Signal)
	w.timeout(l.options.BeforeLogoutMS)
	go func() {
		defer func() {
			_ = recover()
			w.post(event{kind: eventDone})
		}()
		l.options.BeforeLogout()
	}()
	w.next()
}
