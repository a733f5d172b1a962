package passport

// guard keeps the application session gone until stopped: a tab that was
// refreshing the tokens when the logout came may write them afterwards. What
// this page itself writes causes no event; settle and the end of the page look
// for that. The page's end is also the last moment to revoke, where IndexedDB
// has not answered yet.
func (l *logout) guard() (stop func()) {
	again := func() { _ = l.clearLate(l.cleared.taken()) }
	unwatch := l.browser.OnStorage(l.config.SessionKey(), func(string) { again() })
	stay := l.browser.OnLeave(func(kind string) {
		if kind == "hide" {
			unwatch() // what is written while the page is away is not of this logout
			again()
			l.revoke()
		}
	})
	return func() {
		unwatch()
		stay()
	}
}

// clearAgain looks once more at the end of the logout, but not for what was
// written after the page was left: that has nothing to do with this logout.
func (l *logout) clearAgain() {
	if !l.left {
		l.cleared.note("", false, l.clearLate(l.cleared.taken()))
	}
	if !l.config.CrossSDKBridge {
		return
	}
	err := l.waitForBridge()
	if err == nil && !l.left && !l.aborted() {
		err = l.clearBridge(l.cleared.taken())
	}
	l.cleared.note("", false, err)
}
