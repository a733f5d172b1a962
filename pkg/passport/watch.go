package passport

import "strings"

// Watch tells the listeners of [Client.OnLoggedOut] also of logouts elsewhere:
// "other-tab" when another tab of this origin logs out, and "restored-page"
// when the back/forward cache brings this page back from before a logout.
func (c *Client) Watch() (stop func()) {
	w := &watch{Client: c}
	key := c.config.tombstoneKey()
	w.latest = c.storedTombstone()
	stops := []func(){
		c.browser.OnStorage(key, w.tombstone),
		c.browser.OnBroadcast(Channel, func(message string) {
			if value, ok := strings.CutPrefix(message, key+" "); ok {
				w.tombstone(value)
			}
		}),
		c.browser.OnLeave(w.leave),
	}
	if w.latest != "" && !c.present() {
		// This page came after a logout: evict pages from before it, which the
		// back/forward cache still holds.
		broadcast(c.browser, c.config, w.latest)
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
	latest     string
	wasPresent bool
}

// tombstone hears of a logout, by storage and by channel, and tells it once.
// It is silent about this client's own, and about one whose session is there: it
// may be of a new login, or not be gone yet as seen from this tab, and then the
// other of the two tells.
func (w *watch) tombstone(value string) {
	if value == "" || value == w.latest || w.isOwn(value) || w.present() {
		return
	}
	w.latest = value
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
			w.latest = w.storedTombstone()
			w.emit(LoggedOut{Reason: "restored-page"})
		}
		w.wasPresent = false
	}
}

func (c *Client) storedTombstone() string {
	tombstone, _, _ := c.browser.StorageGet(localStorage, c.config.tombstoneKey())
	return tombstone
}

// present tells whether a session is stored in local storage.
func (c *Client) present() bool {
	_, found, _ := c.browser.StorageGet(localStorage, c.config.sessionKey())
	return found
}
