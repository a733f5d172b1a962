package passport

// verifyLimitMS is how long each question is waited for, in milliseconds. A logout
// goes on without an answer.
const verifyLimitMS = 3_000

// loginRequired is the answer of a provider that knows nobody.
const loginRequired = "login_required"

// verified ends the Passport session silently and, where the auth domain is on
// another site, proves that: before, the auth domain knows in a hidden iframe the very
// session that the stored ID token is of, and after it knows none.
func (l *logout) verified() *Error {
	known := !sameSite(l.browser, l.domain.origin) && l.isKnown()
	if l.aborted() {
		return l.notBegun()
	}
	err := l.silent()
	if known && err == nil {
		l.receipt.IDP = l.receipt.IDP.after(l.newQuestion(l.unusedChallenge()).inFrame())
	}
	l.receipt.IDP.MS = l.browser.Now() - l.started
	return err
}

// after judges anew what was not proved, by what a provider that knew the session before
// says now.
func (i IDP) after(a answer) IDP {
	switch {
	case a.fault == loginRequired:
		return IDP{Status: IDPEnded, Via: ViaProbe}
	case a.isOfUser():
		i.Reason = reasonLives
	}
	return i
}

// reasonLives says that the provider knows the user after the logout too.
const reasonLives = "session_lives"

// isKnown trades the code that the auth domain gives for tokens, and compares their
// session: one that was made inside a frame is not that of a login at the top, which
// lives on when the other has ended.
func (l *logout) isKnown() bool {
	sid := l.sidOf(l.session().idToken())
	if sid == "" || !l.canAsk() {
		return false
	}
	verifier := l.browser.RandomID() + l.browser.RandomID()
	challenge := l.answerOf(func(done func(string, error)) { l.browser.Challenge(verifier, done) })
	if challenge == "" {
		return false
	}
	code := l.newQuestion(challenge).inFrame().code
	token := l.provider.questions().token
	if code == "" || token == "" {
		return false
	}
	tokens := l.answerOf(func(done func(string, error)) {
		l.browser.PostForText(token, "grant_type=authorization_code&client_id="+formEscape(l.config.ClientID)+
			"&code="+code+"&redirect_uri="+formEscape(l.config.RedirectURI)+"&code_verifier="+verifier, done)
	})
	return l.sidOf(session{l.browser, tokens}.idToken()) == sid
}

// canAsk tells whether a provider can be asked, and waits for its endpoints.
func (l *logout) canAsk() bool {
	l.answerOf(func(done func(string, error)) {
		l.provider.find(l.browser, true, func(*Error) { done("", nil) })
	})
	return l.provider.questions().authorize != ""
}

// unusedChallenge is that of a code which nobody trades for tokens.
func (l *logout) unusedChallenge() string {
	const length = 43 // of the SHA-256 hash of a verifier, in base64url
	return (l.browser.RandomID() + l.browser.RandomID())[:length]
}

// sidOf is the session that an ID token is of (OpenID Connect Front-Channel Logout
// 1.0, section 3), "" where it says none.
func (l *logout) sidOf(idToken string) string {
	claims, _ := readClaims(l.browser, idToken)
	return stringOf(claims["sid"])
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
