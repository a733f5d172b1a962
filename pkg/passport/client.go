package passport

import "sync"

// Client logs one user of one application out. It is safe for concurrent use.
type Client struct {
	config  Config
	domain  parsedURL
	browser Browser

	mu        sync.Mutex
	flight    *flight
	listeners []*listener
	buried    string // the tombstone of this client's latest logout
}

// Options change one logout.
type Options struct {
	// Mode and LogoutRedirectURI replace the configured ones.
	Mode              Mode
	LogoutRedirectURI string
	// TimeoutMS replaces the configured limit, in milliseconds.
	TimeoutMS int
	// Fallback replaces the configured one.
	Fallback string
	// Signal ends the wait with an [Error] of code [Aborted]. What was done stays
	// done. It may be nil.
	Signal AbortSignal
	// Begun is given by a caller that has begun to log out by itself.
	Begun *Begun
}

// Begun is what a caller has done of a logout, so that it need not wait for this
// package: it has cleared the application session, told the listeners and tabs,
// and perhaps started on the way to the auth domain.
type Begun struct {
	Cleared
	// Started is when the logout began, by [Clock].
	Started float64
	// Revocation is what became of the refresh token, where the caller has asked
	// for that; its status is "" otherwise.
	Revocation Revocation
	// TakeFrame takes over the hidden iframe that the caller has opened, as
	// [Frames] opens one; nil where there is none.
	TakeFrame func(f func(event, origin string, data any)) (close func(), err error)
	// TakeLeave takes over where the caller has sent the window away, and reports
	// as [Navigator] does; nil where it has not. It fails where the browser has
	// refused.
	TakeLeave func(f func(event string)) (remove func(), err error)
}

// LoggedOut is what listeners are told.
type LoggedOut struct {
	// Reason is "logout", "other-tab" or "restored-page".
	Reason string
	// Receipt stands with the reason "logout". The steps that follow clearing
	// the application session are still skipped in it, with the reason pending.
	Receipt *Receipt
}

// New checks the configuration and returns a client. Errors are [*Error] with
// the code [InvalidConfig], [UnsafeURL] or [UnsupportedEnvironment].
func New(config Config, browser Browser) (*Client, error) {
	config = config.withDefaults()
	if err := config.validate(); err != nil {
		return nil, err
	}
	if browser.Origin() == "null" {
		return nil, fail(UnsupportedEnvironment, "this document has an opaque origin and so no session; "+
			"open it from a web server and without sandbox")
	}
	domain, err := parseAuthDomain(browser, config.AuthenticationDomain)
	if err != nil {
		return nil, err
	}
	if config.LogoutRedirectURI != "" {
		if _, err := parseReturn(browser, config.LogoutRedirectURI, config.AllowedRedirectOrigins); err != nil {
			return nil, err
		}
	}
	return &Client{config: config, domain: domain, browser: browser}, nil
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

// flight is a logout in progress. Calls that come meanwhile share it.
type flight struct {
	done    chan struct{}
	receipt Receipt
	err     error
}

// wait waits for somebody else's flight.
func (f *flight) wait(b Browser, signal AbortSignal) (Receipt, error) {
	w := newWait(b, signal)
	defer w.close()
	go func() {
		<-f.done
		w.post(event{kind: eventDone})
	}()
	if e := <-w.events; e.kind == eventAborted {
		return Receipt{}, fail(Aborted, messageOf(Aborted))
	}
	return f.receipt, f.err
}

// Logout ends both sessions and blocks until it is known how that went. The
// application session is cleared before it blocks for the first time. Calls
// during a logout share its result; their Signal ends their own wait only.
//
// In redirect mode it returns only where the page stays: with an [Error] of
// code [NavigationBlocked], or when the page returns from the back/forward
// cache. Every [*Error] carries the receipt.
func (c *Client) Logout(o Options) (Receipt, error) {
	c.mu.Lock()
	f := c.flight
	if f != nil {
		c.mu.Unlock()
		return f.wait(c.browser, o.Signal)
	}
	// The error stands where a defect panics, for the calls that share it.
	f = &flight{done: make(chan struct{}), err: fail(Internal, messageOf(Internal))}
	c.flight = f
	c.mu.Unlock()

	// Deferred, since the next logout must be able to start after a panic too.
	defer func() {
		c.mu.Lock()
		c.flight = nil
		c.mu.Unlock()
		close(f.done)
	}()
	f.receipt, f.err = c.logout(o)
	return f.receipt, f.err
}

// LogoutURL clears the application session, as the incumbent's getLogoutUrl
// does, and returns the URL that ends the Passport session when the user
// visits it. The refresh token is not revoked.
func (c *Client) LogoutURL(o Options) (string, error) {
	l := c.newLogout(o)
	invalid := l.prepare()
	l.clearAndTell()
	_, err := l.settle(invalid)
	if err != nil {
		return "", err
	}
	return l.url, nil
}
