package passport

// guard keeps the application session gone until stopped: a tab that was
// refreshing the tokens when the logout came may write them afterwards. What
// this page itself writes causes no event; settle and the end of the page look
// for that. The page's end is also the last moment to revoke.
func (l *logout) guard() (stop func()) {
	unwatch := l.browser.OnStorage(l.config.sessionKey(), func(string) { _ = l.clearLate() })
	stay := l.browser.OnLeave(func(kind string) {
		if kind == "hide" {
			unwatch() // what is written while the page is away is not of this logout
			_ = l.clearLate()
			l.revoke()
			l.revocation.hurry()
		}
	})
	return func() {
		unwatch()
		stay()
	}
}

// clearLate removes a session that a late refresh has written to local storage
// since that was cleared. A new login stays.
func (l *logout) clearLate() error {
	session, _, _ := l.browser.StorageGet(localStorage, l.config.sessionKey())
	if isNewLogin(l.browser, l.cleared.Session, session) {
		return nil
	}
	_, err := removeItem(l.browser, item{localStorage, l.config.sessionKey()})
	return err
}

// clearAgain does so at the end of the logout, in IndexedDB too, but not after
// the page was left: what was written since has nothing to do with this logout.
func (l *logout) clearAgain() error {
	if l.left {
		return nil
	}
	err := l.clearLate()
	if err == nil && l.config.CrossSDKBridge && l.cleared.Err == nil && !l.aborted() {
		_, _, err = l.clearBridge(l.cleared.Session)
	}
	return err
}
