package passport

import "github.com/passport-logout/passport-logout/internal/wire"

// bridgeTimeoutMS bounds each wait for IndexedDB, which another tab can block.
const bridgeTimeoutMS = 1_000

// clearBridge begins to remove the session that game SDKs share through
// IndexedDB, and waits a while for that. Whenever it is done, the refresh token
// found there is revoked: it is the latest. Where the session before was removed
// before, a new login since then stays.
func (l *logout) clearBridge(before string) error {
	answered := make(chan struct{})
	l.bridge = answered
	go func() {
		defer close(answered)
		session, removed, err := removeShared(l.browser, l.config.SessionKey(), before)
		l.cleared.take(session)
		l.cleared.note(l.config.SessionKey(), removed, err)
		l.revoke()
	}()
	return l.waitForBridge()
}

func removeShared(b Browser, key, before string) (session string, removed bool, err error) {
	session, found, err := b.DatabaseGet(wire.Database, wire.Store, key)
	if err != nil || !found || isNewLogin(b, before, session) {
		return "", false, err
	}
	err = b.DatabaseDelete(wire.Database, wire.Store, key)
	return session, err == nil, err
}

// waitForBridge fails where IndexedDB does not answer in time.
func (l *logout) waitForBridge() error {
	answered := l.bridge
	select {
	case <-answered:
		return nil
	default:
	}
	w := newWait(l.browser)
	defer w.close()
	w.abortOn(l.options.Signal)
	w.timeout(bridgeTimeoutMS)
	go func() {
		<-answered
		w.post(event{kind: eventDone})
	}()
	switch w.next().kind {
	case eventTimeout:
		return fail(StorageFailed, "IndexedDB did not answer")
	case eventAborted:
		return fail(StorageFailed, "IndexedDB was not waited for")
	}
	return nil
}
