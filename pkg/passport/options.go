package passport

import "github.com/passport-logout/passport-logout/internal/wire"

// Options change one logout. The zero value changes nothing.
type Options struct {
	// Mode and LogoutRedirectURI replace the configured ones.
	Mode              Mode
	LogoutRedirectURI string
	// TimeoutMS replaces the configured limit, in milliseconds.
	TimeoutMS int
	// Fallback replaces the configured one.
	Fallback Fallback
	// AppState is what the application wants to find where a logout in redirect mode
	// returns, as JSON of at most 16,384 bytes: [HandleLogoutRedirect] gives it back.
	// It stays in this tab.
	AppState string
	// Verify asks for what [Config.Verify] does.
	Verify bool
	// ReachesFrame is what [Client.ReachesFrame] has told of the stored session: with
	// Verify, auto is silent then across sites, too.
	ReachesFrame bool
	// Signal ends the wait with an [Error] of code [Aborted]. What was done stays
	// done, and nothing more begins. It may be nil.
	Signal AbortSignal
	// BeforeLogout replaces the configured one, and BeforeLogoutMS its limit, in
	// milliseconds.
	BeforeLogout   func()
	BeforeLogoutMS int

	reason string // of the event, "" for logout
}

// withOptions fills in what the caller left to the configuration.
func (c *Client) withOptions(o Options) Options {
	o.Mode = or(o.Mode, c.config.LogoutMode)
	o.LogoutRedirectURI = or(o.LogoutRedirectURI, c.config.LogoutRedirectURI)
	o.TimeoutMS = min(or(o.TimeoutMS, c.config.TimeoutMS), wire.MaxTimeoutMS)
	o.Fallback = or(o.Fallback, c.config.Fallback)
	if o.BeforeLogout == nil {
		o.BeforeLogout = c.config.BeforeLogout
	}
	o.BeforeLogoutMS = or(o.BeforeLogoutMS, c.config.BeforeLogoutMS)
	o.Verify = o.Verify || c.config.Verify
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
	if len(l.options.AppState) > wire.MaxAppState {
		return fail(InvalidConfig, "options.appState must be "+wire.JSON)
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
	l.address()
	return nil
}

func (l *logout) automaticMode() Mode {
	if sameSite(l.browser, l.domain.origin) || l.options.Verify && l.options.ReachesFrame {
		return ModeSilent
	}
	return l.config.AutoMode
}
