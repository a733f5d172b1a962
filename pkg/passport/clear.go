package passport

// Channel is the BroadcastChannel on which tabs tell each other of a logout.
// A message is the tombstone's key, a space, and its value.
const Channel = "passport.logout"

// Cleared is the outcome of clearing the application session.
type Cleared struct {
	// Removed lists the keys that were found and removed.
	Removed []string
	// Session is the stored session as it was, "" where there was none.
	Session string
	// Tombstone is the value that was written to tell the other tabs.
	Tombstone string
	// Err is set where an entry could not be proved gone.
	Err error
}

// clearSession removes the application session. It never blocks, so that it
// is done before the caller's first await. Where that was done before, with the
// session before, a new login since then stays.
func clearSession(b Browser, c Config, before string) Cleared {
	session, _, _ := b.StorageGet(localStorage, c.sessionKey())
	if isNewLogin(b, before, session) {
		return Cleared{Session: before}
	}
	cleared := Cleared{Session: or(session, before)}
	for _, it := range c.items() {
		removed, err := removeItem(b, it)
		cleared.note(it.key, removed, err)
	}
	return cleared
}

func (c *Cleared) note(key string, removed bool, err error) {
	if removed {
		c.Removed = append(c.Removed, key)
	}
	if err != nil && c.Err == nil {
		c.Err = err
	}
}

// writeTombstone tells the other tabs by the storage event. It is best effort:
// a storage that is full still lets entries go.
func writeTombstone(b Browser, c Config) string {
	tombstone := b.RandomID()
	_ = b.StorageSet(localStorage, c.tombstoneKey(), tombstone)
	return tombstone
}

// broadcast tells the other tabs on the channel, which also evicts pages of
// this origin from the back/forward cache.
func broadcast(b Browser, c Config, tombstone string) {
	b.Broadcast(Channel, c.tombstoneKey()+" "+tombstone)
}

// removeItem removes one entry and reads it back, since a page may have
// patched the storage. It also tries to remove what it cannot read.
func removeItem(b Browser, it item) (removed bool, err error) {
	_, found, err := b.StorageGet(it.area, it.key)
	if err == nil && !found {
		return false, nil
	}
	removeErr := b.StorageRemove(it.area, it.key)
	_, kept, err := b.StorageGet(it.area, it.key)
	switch {
	case err != nil:
		return false, err
	case kept && removeErr != nil:
		return false, removeErr
	case kept:
		return false, fail(StorageFailed, "the storage kept the key "+it.key)
	}
	return found, nil
}

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

// bridgeTimeoutMS bounds the wait for IndexedDB, which another tab can block.
const bridgeTimeoutMS = 1_000
