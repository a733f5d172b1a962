package passport

import (
	"sync"

	"github.com/passport-logout/passport-logout/internal/stringslite"
	"github.com/passport-logout/passport-logout/internal/wire"
)

// Watch tells the listeners of [Client.OnLoggedOut] also of what ends the session
// elsewhere: "other-tab" when another tab of this origin logs out, "restored-page"
// when the back/forward cache brings this page back from before a logout, and
// "session-removed" when another library has removed the session, in another tab or,
// once the user comes back to this page, in this one. With IdleTimeoutMS it also logs
// out a user who does nothing: see [Client.OnIdle].
func (c *Client) Watch() (stop func()) {
	w := &watch{Client: c, undoubt: func() {}}
	key := c.config.TombstoneKey()
	w.told = c.storedTombstone()
	w.heard = w.told
	w.know()
	stops := []func(){
		c.browser.OnStorage(key, w.hear),
		// The session may go a moment after the tombstone came.
		c.browser.OnStorage(c.config.SessionKey(), func(string) { w.do(w.tell); w.do(w.look) }),
		c.browser.OnBroadcast(wire.Channel, func(message string) {
			if value, ok := stringslite.CutPrefix(message, key+" "); ok {
				w.hear(value)
			}
		}),
		c.browser.OnLeave(w.leave),
		c.browser.OnReturn(func() { w.do(w.look) }),
		w.stopDoubting,
		c.watchIdle(),
	}
	if w.told != "" && !w.signedIn {
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
	mu          sync.Mutex
	heard, told string // the latest tombstones
	past        string // that of the latest logout before the session
	signedIn    bool   // when the session was looked for last
	undoubt     func() // forgets that it was gone
}

// do changes what is known, and tells listeners of the reason that this is, or "".
func (w *watch) do(change func() (reason string)) {
	w.mu.Lock()
	reason := change()
	w.mu.Unlock()
	if reason != "" {
		w.emit(LoggedOut{Reason: reason})
	}
}

// hear takes a tombstone, by storage or by channel.
func (w *watch) hear(tombstone string) {
	w.do(func() string {
		switch {
		case tombstone == "":
			return ""
		case w.isOwn(tombstone):
			w.signedIn = false
			return ""
		}
		w.heard = tombstone
		return w.tell()
	})
}

// tell tells of the tombstone that was heard, once, and once the session is
// gone: it may be that of a new login, or not be gone yet as seen from here. What a
// library keeps in the session storage of this tab no other tab removes.
// Each tab reads a copy of the storage, which other tabs' changes reach in
// order, but later than a message on the channel.
func (w *watch) tell() (reason string) {
	if _, stored, _ := w.browser.StorageGet(localStorage, w.config.SessionKey()); stored || w.heard == w.told {
		return ""
	}
	w.told, w.signedIn = w.heard, false
	return "other-tab"
}

func (c *Client) isOwn(tombstone string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.buried == tombstone
}

// leave compares what is stored before and after the page was put away.
func (w *watch) leave(kind string) {
	w.do(func() (reason string) {
		if kind != "hide" && kind != "show" {
			return ""
		}
		was := w.signedIn
		if is := w.know(); kind == "hide" || !was || is {
			return ""
		}
		// What other tabs wrote meanwhile is reported after this event.
		w.told = w.storedTombstone()
		w.heard = w.told
		return "restored-page"
	})
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
