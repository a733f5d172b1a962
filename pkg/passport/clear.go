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

// clear clears local and session storage and tells the other tabs. It never
// blocks. A caller that has done so before hands over what it found; it may have
// told them on the channel too, where the second time counts for nothing.
func (c *Client) clear(begun *Begun) (cleared Cleared) {
	if begun != nil {
		c.bury(begun.Tombstone)
		cleared = c.clearSince(begun)
		broadcast(c.browser, c.config, begun.Tombstone)
		return cleared
	}
	tombstone := writeTombstone(c.browser, c.config)
	c.bury(tombstone)
	cleared = clearSession(c.browser, c.config, "")
	broadcast(c.browser, c.config, tombstone)
	return cleared
}

// clearSince clears what the caller could not, else only what a late refresh
// has written since: other entries may be those of a login that has begun.
func (c *Client) clearSince(begun *Begun) (cleared Cleared) {
	if begun.Err != nil {
		cleared = clearSession(c.browser, c.config, begun.Session)
	} else {
		cleared.Session = begun.Session
		removed, err := c.clearLate(begun.Session)
		cleared.note(c.config.sessionKey(), removed, err)
	}
	cleared.Removed = append(append([]string(nil), begun.Removed...), cleared.Removed...)
	return cleared
}

// bury remembers the tombstone of this client's own logout.
func (c *Client) bury(tombstone string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.buried = tombstone
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
