package passport

// LoggedOut is what listeners are told.
type LoggedOut struct {
	// Reason is "logout", "other-tab" or "restored-page".
	Reason string
	// Receipt stands with the reason "logout". The steps that follow clearing
	// the application session are still skipped in it, with the reason pending.
	Receipt *Receipt
}

// OnLoggedOut calls f whenever the application session has ended: by
// [Client.Logout], and once [Client.Watch] was called also in another tab or
// behind the back of a page that the Back button restored. f must return at
// once.
func (c *Client) OnLoggedOut(f func(LoggedOut)) (remove func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	l := &listener{f}
	c.listeners = append(c.listeners, l)
	return func() { c.forget(l) }
}

// listener of [Client.OnLoggedOut].
type listener struct{ f func(LoggedOut) }

// forget makes a new list: emit may be going through the one there is.
func (c *Client) forget(l *listener) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var others []*listener
	for _, other := range c.listeners {
		if other != l {
			others = append(others, other)
		}
	}
	c.listeners = others
}

func (c *Client) emit(e LoggedOut) {
	c.mu.Lock()
	listeners := c.listeners
	c.mu.Unlock()
	for _, l := range listeners {
		l.f(e)
	}
}
