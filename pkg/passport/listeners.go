package passport

import "sync"

// LoggedOut is what listeners are told.
type LoggedOut struct {
	// Reason is "logout" or "idle", and once [Client.Watch] was called also
	// "other-tab", "restored-page" or "session-removed".
	Reason string
	// Receipt stands with the reasons "logout" and "idle". The steps that follow
	// clearing the application session are still skipped in it, with the reason
	// pending.
	Receipt *Receipt
}

// OnLoggedOut calls f whenever the application session has ended: by
// [Client.Logout], and once [Client.Watch] was called also in another tab, behind
// the back of a page that the Back button restored, or by another library that has
// removed it. f must return at once.
func (c *Client) OnLoggedOut(f func(LoggedOut)) (remove func()) { return c.loggedOut.add(f) }

func (c *Client) emit(e LoggedOut) {
	for _, f := range c.loggedOut.all() {
		(*f)(e)
	}
}

// listeners are functions that are called when something happens.
type listeners[F any] struct {
	mu   sync.Mutex
	list []*F
}

func (l *listeners[F]) add(f F) (remove func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	added := &f
	l.list = append(l.list, added)
	return func() { l.forget(added) }
}

// forget makes a new list: somebody may be going through the one there is.
func (l *listeners[F]) forget(gone *F) {
	l.mu.Lock()
	defer l.mu.Unlock()
	var others []*F
	for _, other := range l.list {
		if other != gone {
			others = append(others, other)
		}
	}
	l.list = others
}

func (l *listeners[F]) all() []*F {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.list
}
