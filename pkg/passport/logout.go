package passport

// logout is one run through the steps: clear, revoke, end the Passport
// session, settle.
type logout struct {
	*Client
	options    Options
	started    float64
	cleared    Cleared
	revocation *revocation
	url        string
	callback   parsedURL
	receipt    Receipt
	sameSite   bool // what returns in an iframe proves that the session ended
	left       bool // the page was left meanwhile
}

func (c *Client) logout(o Options) (Receipt, error) {
	l := c.newLogout(o)
	invalid := l.prepare()
	l.clearAndTell()
	defer l.guard()()
	err := invalid
	if invalid == nil {
		err = l.endPassportSession()
	} else {
		l.receipt.IDP.Reason = string(invalid.Code)
	}
	l.revoke() // where nothing was on its way to the auth domain
	return l.settle(err)
}

func (c *Client) newLogout(o Options) *logout {
	l := &logout{Client: c, options: c.withOptions(o), started: c.browser.Now()}
	if o.Begun != nil {
		l.started = o.Begun.Started
	}
	return l
}

// clearAndTell clears the application session and tells the listeners. It
// blocks with CrossSDKBridge only, after everything else is gone.
func (l *logout) clearAndTell() {
	l.receipt = Receipt{
		Mode:       l.options.Mode,
		Revocation: Revocation{RevocationSkipped, pending},
		IDP:        IDP{Status: IDPSkipped, Reason: pending},
	}
	l.cleared = l.clear(l.options.Begun)
	l.setLocal()
	if l.options.Begun == nil {
		l.browser.Measure("passport:clear", l.started)
		receipt := l.receipt
		l.emit(LoggedOut{Reason: "logout", Receipt: &receipt})
	}
	if l.config.CrossSDKBridge {
		session, removed, err := l.clearBridge("")
		l.cleared.Session = or(session, l.cleared.Session)
		l.cleared.note(l.config.sessionKey(), removed, err)
		l.setLocal()
	}
}

func (l *logout) setLocal() {
	l.receipt.Local = Local{LocalCleared, l.cleared.Removed}
	switch {
	case l.cleared.Err != nil:
		l.receipt.Local.Status = LocalFailed
	case len(l.cleared.Removed) == 0:
		l.receipt.Local.Status = LocalNothingToClear
	}
}

// revoke starts the revocation, once. Nothing waits for it, and the auth
// domain's logout URL is asked for first.
func (l *logout) revoke() {
	if l.revocation != nil {
		return
	}
	if l.options.Mode == ModeLocal {
		l.revocation = newRevocation(Revocation{RevocationSkipped, "local mode"})
		return
	}
	if l.options.Begun != nil && l.options.Begun.Revocation.Status != "" {
		l.revocation = newRevocation(l.options.Begun.Revocation)
		return
	}
	token := session{l.browser, l.cleared.Session}.refreshToken()
	l.revocation = revoke(l.browser, l.domain, l.config.ClientID, token)
}

// endPassportSession ends the Passport session in the way of the mode.
func (l *logout) endPassportSession() *Error {
	if l.aborted() {
		l.receipt.IDP.Reason = string(Aborted)
		return l.errorOf(Aborted)
	}
	switch l.options.Mode {
	case ModeLocal:
		l.receipt.IDP = IDP{Status: IDPSkipped, Reason: "local mode"}
		return nil
	case ModeSilent:
		err := l.silent()
		if l.options.Fallback != FallbackRedirect || l.receipt.IDP.Status == IDPEnded ||
			l.left || err != nil && err.Code == Aborted {
			return err
		}
	}
	return l.redirect()
}

// aborted tells whether the caller gave up before anything was waited for.
func (l *logout) aborted() bool {
	return l.options.Signal != nil && l.options.Signal.Aborted()
}

// settle completes the receipt and adds it to the error.
func (l *logout) settle(err *Error) (Receipt, error) {
	if again := l.clearAgain(); again != nil {
		l.cleared.Err = again
	}
	l.setLocal()
	if l.revocation != nil {
		l.revocation.hurry()
		l.receipt.Revocation = l.revocation.state()
	}
	l.receipt.DurationMS = l.browser.Now() - l.started
	l.browser.Measure("passport:logout", l.started)
	if err == nil && l.cleared.Err != nil {
		err = storageError(l.cleared.Err)
	}
	if err == nil {
		return l.receipt, nil
	}
	receipt := l.receipt
	err.Receipt = &receipt
	return l.receipt, err
}

func storageError(cause error) *Error {
	return failWith(StorageFailed, "the application session could not be proved gone; "+
		"allow this site to store data, check that no script has replaced the methods of its storage, "+
		"or clear its data in the browser's settings", cause)
}
