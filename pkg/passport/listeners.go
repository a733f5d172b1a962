package passport

// LoggedOut is what listeners are told.
type LoggedOut struct {
	// Reason is "logout" or "idle", and once [Client.Watch] was called also
	// "other-tab", "restored-page" or "session-removed".
	Reason string
	// Receipt stands with the reasons "logout" and "idle". The steps that follow
	// clearing the application session are still skipped in it, with the reason
	// pending.
	Receipt *Receipt
	// Settled waits for what becomes of an idle user's logout, of which nobody else is
	// told. It is nil with every other reason. It blocks, and in redirect mode for good.
	Settled func() (Receipt, error) `json:"-"`
}

// OnLoggedOut calls f whenever the application session has ended: by
// [Client.Logout], and once [Client.Watch] was called also in another tab, behind
// the back of a page that the Back button restored, or by another library that has
// removed it. f must return at once.
func (c *Client) OnLoggedOut(f func(LoggedOut)) (remove func()) {
	return c.listen(func(event any) (stay bool) {
		if e, ok := event.(LoggedOut); ok {
			f(e)
		}
		return false
	})
}

func (c *Client) emit(e LoggedOut) { c.tell(e) }

// listener hears of all events: a [LoggedOut], an [idleFor], an [isBack].
type listener struct{ f func(event any) (stay bool) }

func (c *Client) listen(f func(event any) (stay bool)) (remove func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	l := &listener{f}
	c.listeners = append(c.listeners, l)
	return func() { c.forget(l) }
}

// forget makes a new list: tell may be going through the one there is.
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

// tell returns whether a listener has the user stay.
func (c *Client) tell(event any) (stay bool) {
	c.mu.Lock()
	listeners := c.listeners
	c.mu.Unlock()
	for _, l := range listeners {
		stay = l.f(event) || stay
	}
	return stay
}
