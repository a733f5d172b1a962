package passport

import (
	"sync"

	"github.com/passport-logout/passport-logout/internal/wire"
)

// cleared is what became of the application session. IndexedDB may answer while
// another goroutine looks.
type cleared struct {
	mu      sync.Mutex
	session string // as it was stored, "" where there was none
	removed []string
	err     error // why an entry could not be proved gone
}

// clear removes the application session from local and session storage, with
// proof, and tells the other tabs. It never blocks.
func (c *Client) clear() *cleared {
	gone := &cleared{}
	for _, it := range c.provider.sessionItems() {
		session, removed, _ := removeItem(c.browser, it)
		gone.take(session)
		gone.note(it.key, removed, nil)
		// The proof: another tab may have written since. What is a new login stays.
		removed, err := removeLate(c.browser, it, session)
		gone.note(it.key, removed, err)
	}
	for _, it := range c.config.leftovers() {
		_, removed, err := removeItem(c.browser, it)
		gone.note(it.key, removed, err)
	}
	c.tellTabs()
	return gone
}

// clearLate removes a session that a late refresh has written since the storage
// was cleared, with the session before in it. A new login stays.
func (c *Client) clearLate(before string) (err error) {
	for _, it := range c.provider.sessionItems() {
		if _, failure := removeLate(c.browser, it, before); err == nil {
			err = failure
		}
	}
	return err
}

func removeLate(b Browser, it item, before string) (removed bool, err error) {
	session, found, err := b.StorageGet(it.area, it.key)
	if err == nil && !found || isNewLogin(b, before, session) {
		return false, nil
	}
	_, removed, err = removeItem(b, it)
	return removed, err
}

// removeItem removes one entry and reads it back, since a page may have patched
// the storage. It also tries to remove what it cannot read. Another value than
// that which was there is no failure: somebody has written it since.
func removeItem(b Browser, it item) (was string, removed bool, err error) {
	was, found, unread := b.StorageGet(it.area, it.key)
	failure := b.StorageRemove(it.area, it.key)
	is, kept, err := b.StorageGet(it.area, it.key)
	switch {
	case err != nil:
		return was, false, err
	case !kept || unread == nil && (!found || is != was):
		return was, found, nil
	case failure != nil:
		return was, false, failure
	}
	return was, false, fail(StorageFailed, "the storage kept the key "+it.key)
}

// tellTabs writes the tombstone, which reaches the other tabs by the storage
// event. That is best effort: a storage that is full still lets entries go.
func (c *Client) tellTabs() {
	tombstone := c.browser.RandomID()
	c.mu.Lock()
	c.buried = tombstone
	c.mu.Unlock()
	_ = c.browser.StorageSet(localStorage, c.config.TombstoneKey(), tombstone)
	c.broadcast(tombstone)
}

// broadcast tells the other tabs on the channel, which also evicts pages of
// this origin from the back/forward cache.
func (c *Client) broadcast(tombstone string) {
	c.browser.Broadcast(wire.Channel, c.config.TombstoneKey()+" "+tombstone)
}

// take remembers the session of which the refresh token is to be revoked.
func (c *cleared) take(session string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.session = or(session, c.session)
}

// taken returns that session.
func (c *cleared) taken() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.session
}

// note keeps what became of an entry. The first error stands.
func (c *cleared) note(key string, removed bool, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if removed {
		c.removed = append(c.removed, key)
	}
	if c.err == nil {
		c.err = err
	}
}

// local is the receipt's part of it.
func (c *cleared) local() (Local, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	local := Local{LocalCleared, append([]string(nil), c.removed...)}
	switch {
	case c.err != nil:
		local.Status = LocalFailed
	case len(c.removed) == 0:
		local.Status = LocalNothingToClear
	}
	return local, c.err
}
