package passport

// bridgeTimeoutMS bounds the wait for IndexedDB, which another tab can block.
const bridgeTimeoutMS = 1_000

// clearBridge removes the session that game SDKs share through IndexedDB, and
// returns it. It blocks, for at most bridgeTimeoutMS. Where the session before
// was removed before, a new login since then stays.
func (l *logout) clearBridge(before string) (session string, removed bool, err error) {
	w := newWait(l.browser, l.options.Signal)
	defer w.close()
	w.timeout(bridgeTimeoutMS)
	go func() { w.post(event{kind: eventDone, data: takeBridge(l.browser, l.config.sessionKey(), before)}) }()
	switch e := <-w.events; e.kind {
	case eventTimeout:
		err = fail(StorageFailed, "IndexedDB did not answer")
	case eventAborted:
		err = fail(StorageFailed, "IndexedDB was not waited for")
	default:
		taken := e.data.(bridged)
		return taken.session, taken.removed, taken.err
	}
	return "", false, err
}

// bridged is what became of the shared session.
type bridged struct {
	session string
	removed bool
	err     error
}

func takeBridge(b Browser, key, before string) bridged {
	session, found, err := b.DatabaseGet(bridgeDatabase, bridgeStore, key)
	if err != nil || !found || isNewLogin(b, before, session) {
		return bridged{err: err}
	}
	err = b.DatabaseDelete(bridgeDatabase, bridgeStore, key)
	return bridged{session, err == nil, err}
}
