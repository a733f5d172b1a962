package passport

import (
	"github.com/passport-logout/passport-logout/internal/stringslite"
	"github.com/passport-logout/passport-logout/internal/wire"
)

// Watch tells the listeners of [Client.OnLoggedOut] also of logouts elsewhere:
// "other-tab" when another tab of this origin logs out, and "restored-page"
// when the back/forward cache brings this page back from before a logout.
func (c *Client) Watch() (stop func()) {
	w := &watch{Client: c}
	key := c.config.TombstoneKey()
	w.told = c.storedTombstone()
	w.heard = w.told
	stops := []func(){
		c.browser.OnStorage(key, w.hear),
		// The session may go a moment after the tombstone came.
		c.browser.OnStorage(c.config.SessionKey(), func(string) { w.tell() }),
		c.browser.OnBroadcast(wire.Channel, func(message string) {
			if value, ok := stringslite.CutPrefix(message, key+" "); ok {
				w.hear(value)
			}
		}),
		c.browser.OnLeave(w.leave),
	}
	if w.told != "" && !c.present() {
		// This page came after a logout: evict pages from before it, which the
		// back/forward cache still holds.
		c.broadcast(w.told)
	}
	return func() {
		for _, s := range stops {
			s()
		}
	}
}

// watch is what one page knows of its session.
type watch struct {
	*Client
	heard, told string // the latest tombstones
	wasPresent  bool
}

// hear takes a tombstone, by storage or by channel.
func (w *watch) hear(tombstone string) {
	if tombstone != "" && !w.isOwn(tombstone) {
		w.heard = tombstone
		w.tell()
	}
}

// tell tells of the tombstone that was heard, once, and once the session is
// gone: it may be that of a new login, or not be gone yet as seen from here. What a
// library keeps in the session storage of this tab no other tab removes.
// Each tab reads a copy of the storage, which other tabs' changes reach in
// order, but later than a message on the channel.
func (w *watch) tell() {
	if _, stored, _ := w.browser.StorageGet(localStorage, w.config.SessionKey()); stored || w.heard == w.told {
		return
	}
	w.told = w.heard
	w.emit(LoggedOut{Reason: "other-tab"})
}

func (c *Client) isOwn(tombstone string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.buried == tombstone
}

// leave compares what is stored before and after the page was put away.
func (w *watch) leave(kind string) {
	switch kind {
	case "hide":
		w.wasPresent = w.present()
	case "show":
		if w.wasPresent && !w.present() {
			// What other tabs wrote meanwhile is reported after this event.
			w.told = w.storedTombstone()
			w.heard = w.told
			w.emit(LoggedOut{Reason: "restored-page"})
		}
		w.wasPresent = false
	}
}

func (c *Client) storedTombstone() string {
	tombstone, _, _ := c.browser.StorageGet(localStorage, c.config.TombstoneKey())
	return tombstone
}

// present tells whether a session is stored in Web Storage.
func (c *Client) present() bool {
	_, found, _ := c.storedItem()
	return found
}
