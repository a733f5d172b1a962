package passport

import "sync"

// wellKnown is where a provider publishes its metadata (OpenID Connect Discovery
// 1.0, section 4).
const wellKnown = "/.well-known/openid-configuration"

// maxMetadata bounds what is read of them, in bytes.
const maxMetadata = 1 << 20

// discovery gets the metadata of a provider, once. What fails is tried again when
// somebody asks again.
type discovery struct {
	mu      sync.Mutex
	known   bool
	result  endpoints
	waiting []func(*Error)
}

func (d *discovery) found() endpoints {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.result
}

// ask calls found when the metadata have come, or why they have not.
func (d *discovery) ask(b Browser, issuer, at string, found func(*Error)) {
	d.mu.Lock()
	known := d.known
	if !known {
		d.waiting = append(d.waiting, found)
	}
	first := len(d.waiting) == 1
	d.mu.Unlock()
	switch {
	case known:
		found(nil)
	case first:
		b.GetText(at+wellKnown, func(status int, text string, err error) {
			d.settle(readMetadata(b, issuer, status, text, err))
		})
	}
}

func (d *discovery) settle(result endpoints, err *Error) {
	d.mu.Lock()
	waiting := d.waiting
	d.waiting, d.result, d.known = nil, result, err == nil
	d.mu.Unlock()
	for _, found := range waiting {
		found(err)
	}
}

// readMetadata judges the answer. The issuer in it must be the one that was asked
// for (section 4.3), so that no other provider speaks for this one.
func readMetadata(b Browser, issuer string, status int, text string, err error) (endpoints, *Error) {
	member := func(name string) string {
		value, _ := b.DecodeMember(text, name)
		return stringOf(value)
	}
	switch {
	case err != nil:
		return endpoints{}, undiscovered(IDPUnreachable, "cannot be read: it is unreachable, or sends no CORS header", err)
	case status != 200:
		return endpoints{}, undiscovered(IDPError, "was answered with "+decimal(status), nil)
	case len(text) > maxMetadata || member("issuer") != issuer:
		return endpoints{}, undiscovered(IDPError, "names another issuer, so provider.issuer must be written as the provider writes it", nil)
	}
	// What is missing or unsafe is as if it was not there.
	endpoint := func(name string) parsedURL {
		url, _ := parseSafe(b, name, member(name), "")
		return url
	}
	return endpoints{
		endSession:    endpoint("end_session_endpoint"),
		revocation:    endpoint("revocation_endpoint"),
		authorization: endpoint("authorization_endpoint"),
		token:         endpoint("token_endpoint"),
	}, nil
}

func undiscovered(code Code, why string, cause error) *Error {
	return failWith(code, clearedBut+"the provider's openid-configuration "+why+"; its session may live on; "+
		"check provider.issuer, or set provider.endSessionEndpoint", cause)
}

// find waits for the provider's endpoints where they are not known yet.
func (l *logout) find() *Error {
	w := newWait(l.browser)
	defer w.close()
	needed := l.provider.find(l.browser, false, func(err *Error) {
		l.revoke() // where that endpoint was not known before
		w.post(event{kind: eventDone, data: err})
	})
	var err *Error
	if needed {
		w.abortOn(l.options.Signal)
		w.timeout(l.options.TimeoutMS)
		err = l.judgeFound(w.next())
	}
	l.address()
	if err == nil && l.url == "" {
		err = undiscovered(IDPError, "has no end_session_endpoint that is safe", nil)
	}
	if err != nil {
		l.receipt.IDP = IDP{Status: IDPFailed, Reason: string(err.Code), MS: l.browser.Now() - l.started}
	}
	return err
}

func (l *logout) judgeFound(e event) *Error {
	switch e.kind {
	case eventAborted:
		return l.errorOf(Aborted)
	case eventTimeout:
		return undiscovered(Timeout, "did not come within the time limit", nil)
	}
	err, _ := e.data.(*Error)
	if err != nil && err.Code == IDPUnreachable && l.seemsOffline() {
		return l.errorOf(Offline)
	}
	return err
}

// address finds out where the logout leads, as far as the endpoints are known.
func (l *logout) address() {
	l.request = l.provider.endSession(l)
	l.url = l.request.url()
	l.domain = l.provider.domain()
}
