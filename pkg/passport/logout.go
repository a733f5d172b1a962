package passport

// logout is one run: a start, then the judgement of what came of it.
type logout struct {
	*Client
	options    Options
	started    float64
	cleared    *cleared
	bridge     <-chan struct{} // closed when IndexedDB has answered
	revocation *revocation     // nil where nothing is to be revoked
	domain     parsedURL
	request    request // what ends the provider's session
	url        string  // of that
	state      string  // what the provider is to return with, "" where none was sent
	callback   returnURL
	receipt    Receipt
	window     *popupVisit // nil but in popup mode
	sameSite   bool        // what returns in an iframe proves that the session ended
	left       bool        // the page was left meanwhile
}

func (c *Client) newLogout(o Options) *logout {
	return &logout{Client: c, started: c.browser.Now(), options: c.withOptions(o), domain: c.provider.domain()}
}

func (c *Client) logout(o Options) (Receipt, error) {
	if err := c.waitUntilActive(o.Signal); err != nil {
		return Receipt{}, err
	}
	l := c.newLogout(o)
	invalid := l.clearAndTell()
	l.revocation = newRevocation(l.options.Mode)
	defer l.guard()()
	if l.config.CrossSDKBridge {
		_ = l.clearBridge("") // settle waits for it once more
	}
	l.revoke()
	if invalid != nil {
		l.receipt.IDP.Reason = string(invalid.Code)
		return l.settle(invalid)
	}
	if l.options.Mode == ModePopup && !l.aborted() {
		defer l.openPopup()()
	}
	l.waitForApp()
	return l.settle(l.endPassportSession())
}

// endPassportSession departs, and judges what comes of it, in the way of the
// mode.
func (l *logout) endPassportSession() *Error {
	if l.aborted() {
		return l.notBegun()
	}
	if l.options.Mode == ModeLocal {
		l.receipt.IDP = IDP{Status: IDPSkipped, Reason: "local mode"}
		return nil
	}
	if err := l.find(); err != nil {
		return err
	}
	if l.options.Mode == ModeRedirect {
		return l.redirect(l.started)
	}
	end := l.silent
	switch {
	case l.options.Mode == ModePopup:
		end = l.popup
	case l.options.Verify:
		end = l.verified
	}
	err := end()
	if l.options.Fallback != FallbackRedirect || l.receipt.IDP.Status == IDPEnded ||
		l.left || l.aborted() {
		return err
	}
	return l.redirect(l.browser.Now())
}

// aborted tells whether the caller has given up. Nothing begins after that.
func (l *logout) aborted() bool {
	return l.options.Signal != nil && l.options.Signal.Aborted()
}

// notBegun is the error of a caller who has given up before the departure.
func (l *logout) notBegun() *Error {
	l.receipt.IDP.Reason = string(Aborted)
	return l.errorOf(Aborted)
}

// settle completes the receipt and adds it to the error.
func (l *logout) settle(err *Error) (Receipt, error) {
	l.clearAgain()
	local, kept := l.cleared.local()
	l.receipt.Local = local
	if l.revocation != nil {
		l.receipt.Revocation, _ = l.revocation.state()
	}
	l.receipt.DurationMS = l.browser.Now() - l.started
	l.browser.Measure("passport:logout", l.started)
	if err == nil && kept != nil {
		err = storageError(kept)
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
