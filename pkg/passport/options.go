package passport

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
// package: it has cleared the application session, told the listeners, written
// the tombstone, and perhaps started on the way to the auth domain.
type Begun struct {
	// Cleared is what the caller has cleared. Where it holds an error, all is
	// cleared once more.
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

// withOptions fills in what the caller left to the configuration.
func (c *Client) withOptions(o Options) Options {
	o.Mode = or(o.Mode, c.config.LogoutMode)
	o.LogoutRedirectURI = or(o.LogoutRedirectURI, c.config.LogoutRedirectURI)
	o.TimeoutMS = or(o.TimeoutMS, c.config.TimeoutMS)
	o.Fallback = or(o.Fallback, c.config.Fallback)
	return o
}

// prepare judges the options and builds the logout URL. An error does not keep
// the user logged in: it is returned after the application session is cleared.
func (l *logout) prepare() *Error {
	checked := l.config
	checked.LogoutMode, checked.Fallback, checked.TimeoutMS = l.options.Mode, l.options.Fallback, l.options.TimeoutMS
	if err := checked.validate(); err != nil {
		return err
	}
	if l.options.Mode == ModeAuto {
		l.options.Mode = l.automaticMode()
	}
	l.callback = l.returnTo
	if l.options.LogoutRedirectURI != l.config.LogoutRedirectURI {
		url, err := parseReturn(l.browser, l.options.LogoutRedirectURI, l.config.AllowedRedirectOrigins)
		if err != nil {
			return err
		}
		l.callback = url
	}
	l.url = logoutURL(l.domain, l.config, l.callback.href)
	return nil
}

func (l *logout) automaticMode() Mode {
	if sameSite(l.browser, l.domain.origin) {
		return ModeSilent
	}
	return ModeRedirect
}

// departure is when the way to the auth domain begins: now, unless the caller has
// begun at the start.
func (l *logout) departure() float64 {
	if l.options.Begun != nil {
		return l.started
	}
	return l.browser.Now()
}
