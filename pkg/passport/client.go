package passport

import "sync"

// Client logs one user of one application out. It is safe for concurrent use.
type Client struct {
	config   Config
	provider provider
	domain   parsedURL
	returnTo returnURL // LogoutRedirectURI, which may be absent
	browser  Browser

	mu        sync.Mutex
	flight    *flight
	listeners []*listener
	buried    string // the tombstone of this client's latest logout
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
	c := &Client{config: config, provider: config.provider(), browser: browser}
	var err *Error
	if c.domain, err = c.provider.open(browser); err != nil {
		return nil, err
	}
	if config.LogoutRedirectURI != "" {
		if c.returnTo, err = parseReturn(browser, config.LogoutRedirectURI, config.AllowedRedirectOrigins); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// flight is a logout in progress. Calls that come meanwhile share it.
type flight struct {
	done    chan struct{}
	receipt Receipt
	err     error
}

// outcome is that of the flight, which it waits for.
func (f *flight) outcome() (Receipt, error) {
	<-f.done
	return f.receipt, f.err
}

func (c *Client) flightInProgress() *flight {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.flight
}

// wait waits for somebody else's flight.
func (f *flight) wait(b Browser, signal AbortSignal) (Receipt, error) {
	w := newWait(b)
	defer w.close()
	w.abortOn(signal)
	go func() {
		<-f.done
		w.post(event{kind: eventDone})
	}()
	if e := w.next(); e.kind == eventAborted {
		return Receipt{}, fail(Aborted, messageOf(Aborted))
	}
	return f.outcome()
}

// Logout ends both sessions and blocks: call it in a js.FuncOf only with go. It
// returns when it is known how that went.
//
// The application session is cleared, the revocation asked for and the way to the
// auth domain begun before it blocks for the first time, but for four exceptions:
// a page that is being prerendered logs nobody out before the user visits it; with
// CrossSDKBridge IndexedDB is asked for its session before the revocation; a page that
// seems offline is not left before a request has told; and nothing departs before
// BeforeLogout has returned or its limit is over.
//
// Calls during a logout share its result; their Signal ends their own wait only.
//
// In redirect mode it returns only where the page stays: with an [Error] of
// code [NavigationBlocked], or when the page returns from the back/forward
// cache. Every [*Error] carries the receipt, unless nothing was done.
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

// waitUntilActive keeps a page that is being prerendered from logging out a user
// who has not come to it.
func (c *Client) waitUntilActive(signal AbortSignal) *Error {
	w := newWait(c.browser)
	defer w.close()
	c.browser.OnActivate(func() { w.post(event{kind: eventDone}) })
	w.abortOn(signal)
	if w.next().kind == eventAborted {
		return fail(Aborted, "the logout was aborted before this page was activated; nothing was done")
	}
	return nil
}

// LogoutURL clears the application session, as the incumbent's getLogoutUrl
// does, and returns the URL that ends the Passport session when the user
// visits it. The refresh token is not revoked. It blocks with CrossSDKBridge, while an
// OpenID provider's endpoint is looked up, and where the page is being prerendered.
func (c *Client) LogoutURL() (string, error) {
	_ = c.waitUntilActive(nil) // which only a signal ends otherwise
	l := c.newLogout(Options{})
	invalid := l.clearAndTell()
	if l.config.CrossSDKBridge {
		_ = l.clearBridge("")
	}
	if invalid == nil {
		invalid = l.find()
	}
	if _, err := l.settle(invalid); err != nil {
		return "", err
	}
	l.remember()
	return l.url, nil
}
