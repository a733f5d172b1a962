package passport

// guard keeps the application session gone until stopped: a tab that was
// refreshing the tokens when the logout came may write them afterwards. What
// this page itself writes causes no event; settle and the end of the page look
// for that. The page's end is also the last moment to revoke.
func (l *logout) guard() (stop func()) {
	unwatch := l.browser.OnStorage(l.config.sessionKey(), func(string) { _, _ = l.clearLate(l.cleared.Session) })
	stay := l.browser.OnLeave(func(kind string) {
		if kind == "hide" {
			unwatch() // what is written while the page is away is not of this logout
			_, _ = l.clearLate(l.cleared.Session)
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
// since that was cleared, with the session before in it. A new login stays.
func (c *Client) clearLate(before string) (removed bool, err error) {
	session, found, err := c.browser.StorageGet(localStorage, c.config.sessionKey())
	if err == nil && !found || isNewLogin(c.browser, before, session) {
		return false, nil
	}
	return removeItem(c.browser, item{localStorage, c.config.sessionKey()})
}

// clearAgain does so at the end of the logout, in IndexedDB too, but not after
// the page was left: what was written since has nothing to do with this logout.
func (l *logout) clearAgain() error {
	if l.left {
		return nil
	}
	_, err := l.clearLate(l.cleared.Session)
	if err == nil && l.config.CrossSDKBridge && l.cleared.Err == nil && !l.aborted() {
		_, _, err = l.clearBridge(l.cleared.Session)
	}
	return err
}
