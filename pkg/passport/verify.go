package passport

import "github.com/passport-logout/passport-logout/internal/wire"

// verifyLimitMS is how long each question is waited for, in milliseconds. A logout
// goes on without an answer.
const verifyLimitMS = 3_000

// verified ends the Passport session silently and, where the auth domain is on
// another site, proves that: before, the auth domain knows in a hidden iframe the very
// session that the stored ID token is of, and after it knows none.
func (l *logout) verified() *Error {
	known := !sameSite(l.browser, l.domain.origin) && l.isKnown()
	if l.aborted() {
		return l.notBegun()
	}
	err := l.silent()
	if known && err == nil && l.isUnknown() {
		l.receipt.IDP = IDP{Status: IDPEnded, Via: ViaProbe}
	}
	l.receipt.IDP.MS = l.browser.Now() - l.started
	return err
}

// isKnown trades the code that the auth domain gives for tokens, and compares their
// session: one that was made inside a frame is not that of a login at the top, which
// lives on when the other has ended.
func (l *logout) isKnown() bool {
	_, token := l.provider.questions()
	sid := l.sidOf(session{l.browser, l.cleared.taken()}.idToken())
	if sid == "" || token == "" {
		return false
	}
	verifier := l.browser.RandomID() + l.browser.RandomID()
	code := stringOf(l.authorize(verifier)["code"])
	if code == "" {
		return false
	}
	answer := l.answerOf(func(done func(string, error)) {
		l.browser.PostForText(token, "grant_type=authorization_code&client_id="+formEscape(l.config.ClientID)+
			"&code="+formEscape(code)+"&redirect_uri="+formEscape(l.config.RedirectURI)+"&code_verifier="+verifier, done)
	})
	return l.sidOf(session{l.browser, answer}.idToken()) == sid
}

// isUnknown asks once more.
func (l *logout) isUnknown() bool {
	return l.authorize(l.browser.RandomID() + l.browser.RandomID())["error"] == "login_required"
}

// sidOf is the session that an ID token is of (OpenID Connect Front-Channel Logout
// 1.0, section 3), "" where it says none.
func (l *logout) sidOf(idToken string) string {
	claims, _ := readClaims(l.browser, idToken)
	return stringOf(claims["sid"])
}

// authorize asks the auth domain in a hidden iframe for a code, as whoever the browser
// says that this is (prompt=none, OpenID Connect Core 1.0, section 3.1.2.1). It
// returns the answer, nil where there is none. That comes by a message, so that no
// page of the application runs for it (response_mode=web_message).
func (l *logout) authorize(verifier string) map[string]any {
	challenge := l.answerOf(func(done func(string, error)) { l.browser.Challenge(verifier, done) })
	if challenge == "" {
		return nil
	}
	state := l.browser.RandomID()
	w := l.waitBriefly()
	defer w.close()
	endpoint, _ := l.provider.questions()
	closeFrame, err := l.browser.OpenFrame(endpoint+"?response_type=code&response_mode=web_message&prompt=none&scope=openid"+
		"&client_id="+formEscape(l.config.ClientID)+"&redirect_uri="+formEscape(l.config.RedirectURI)+
		"&state="+state+"&code_challenge="+challenge+"&code_challenge_method=S256",
		wire.FrameAttributes, func(kind, origin string, data any) { w.post(event{kind, origin, data}) })
	if err != nil {
		return nil
	}
	w.own(closeFrame)
	for {
		switch e := w.next(); e.kind {
		case "message":
			if response := l.responseOf(e); response["state"] == state {
				return response
			}
		case "load": // the message has come before, where the page posts one
			w.own(l.browser.After(probeAgainMS, func() { w.post(event{kind: eventSettled}) }))
		case eventSettled, eventTimeout, eventAborted, "removed", "hide":
			return nil
		}
	}
}

// responseOf is the answer that a message of the auth domain brings.
func (l *logout) responseOf(e event) map[string]any {
	message := objectOf(e.data)
	if e.origin != l.domain.origin || message["type"] != "authorization_response" {
		return nil
	}
	return objectOf(message["response"])
}

// answerOf waits for a text that done is called with, "" where there is none.
func (l *logout) answerOf(ask func(done func(text string, err error))) string {
	w := l.waitBriefly()
	defer w.close()
	ask(func(text string, _ error) { w.post(event{kind: eventDone, data: text}) })
	return stringOf(w.next().data)
}

func (l *logout) waitBriefly() *wait {
	w := newWait(l.browser)
	w.abortOn(l.options.Signal)
	w.timeout(min(verifyLimitMS, l.options.TimeoutMS))
	w.own(l.browser.OnLeave(func(kind string) { w.post(event{kind: kind}) }))
	return w
}
