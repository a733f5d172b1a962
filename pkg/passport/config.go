package passport

import "github.com/passport-logout/passport-logout/internal/wire"

// Mode is the way in which the Passport session is ended.
type Mode string

// The modes. Auto is silent where the auth domain is same-site with the page,
// and elsewhere redirect, or what [Config.AutoMode] says.
const (
	ModeRedirect Mode = "redirect"
	ModeSilent   Mode = "silent"
	ModePopup    Mode = "popup"
	ModeLocal    Mode = "local"
	ModeAuto     Mode = "auto"
)

func (m Mode) valid() bool {
	switch m {
	case ModeRedirect, ModeSilent, ModePopup, ModeLocal, ModeAuto:
		return true
	}
	return false
}

// Fallback is what follows a logout by iframe or by popup that fails, or that cannot
// verify that the Passport session ended.
type Fallback string

// The fallbacks: nothing, or to go on in redirect mode.
const (
	FallbackNone     Fallback = "none"
	FallbackRedirect Fallback = "redirect"
)

// RedirectTarget is the window that redirect mode navigates.
type RedirectTarget string

// The targets: the whole tab, or the page's own window, which is a frame where the
// page is framed.
const (
	TargetTop  RedirectTarget = "top"
	TargetSelf RedirectTarget = "self"
)

// Config describes the application, with the names of @imtbl/passport.
type Config struct {
	// AuthenticationDomain is the auth domain as the login was given it, since
	// it is part of the storage key. The default is https://auth.immutable.com,
	// for both of Passport's environments. Here as everywhere, an empty string is
	// an absent one.
	AuthenticationDomain string
	// ClientID and RedirectURI are required. The latter has a part in Verify only.
	ClientID    string
	RedirectURI string
	// Provider is an OpenID provider to log out of, in the place of Passport:
	// AuthenticationDomain and CrossSDKBridge have no part then.
	Provider *OIDCProvider
	// LogoutRedirectURI is where the auth domain returns to: the callback page
	// in silent and popup mode. Without it the auth domain takes the first logout URI
	// that is registered for the client.
	LogoutRedirectURI string
	// LogoutMode is redirect by default.
	LogoutMode Mode
	// AutoMode is what [ModeAuto] is across sites: redirect by default, or popup.
	AutoMode Mode
	// CrossSDKBridge also clears the session that game SDKs share through
	// IndexedDB, and ends the Passport session at /im-logged-out.
	CrossSDKBridge bool
	// StorageKeys are further keys of local or session storage that go too.
	StorageKeys []string
	// TimeoutMS limits the wait for the auth domain, in milliseconds: 10,000 by
	// default, and 24 days at most, the longest that a browser's timer takes.
	TimeoutMS int
	// Fallback is none by default.
	Fallback Fallback
	// Verify has silent and popup mode prove across sites that the Passport session has
	// ended, where that can be proved: the auth domain is asked before and after, for
	// three seconds each at most. Passport has to know the page's origin
	// (response_mode=web_message). Another provider answers at RedirectURI, which must be
	// a page of this origin, and needs an Issuer.
	Verify bool
	// RedirectTarget is the top window by default.
	RedirectTarget RedirectTarget
	// AllowedRedirectOrigins are the origins, beside the page's own, that
	// LogoutRedirectURI may be on, as a browser writes them.
	AllowedRedirectOrigins []string
	// BeforeLogout is called at every logout, once the application session is
	// cleared and the revocation asked for, in a goroutine of its own: to save
	// drafts, to close sockets. The departure for the auth domain waits until it
	// returns, but for BeforeLogoutMS at most, in milliseconds: 1,000 by default.
	// A panic ends the wait and nothing else.
	BeforeLogout   func()
	BeforeLogoutMS int
	// IdleTimeoutMS has [Client.Watch] log out a user who has done nothing for so
	// long, in no tab of this origin, in milliseconds. 0 is never.
	IdleTimeoutMS int
	// IdleWarningMS is how long before that [Client.OnIdle] tells, in milliseconds:
	// 60,000 by default, and half of IdleTimeoutMS at most.
	IdleWarningMS int
}

// withDefaults returns a copy in which every optional value is set.
func (c Config) withDefaults() Config {
	c.AuthenticationDomain = or(c.AuthenticationDomain, wire.AuthenticationDomain)
	c.LogoutMode = or(c.LogoutMode, ModeRedirect)
	c.AutoMode = or(c.AutoMode, ModeRedirect)
	c.Fallback = or(c.Fallback, FallbackNone)
	c.RedirectTarget = or(c.RedirectTarget, TargetTop)
	c.TimeoutMS = min(or(c.TimeoutMS, wire.TimeoutMS), wire.MaxTimeoutMS)
	c.BeforeLogoutMS = or(c.BeforeLogoutMS, wire.BeforeLogoutMS)
	c.IdleTimeoutMS = min(c.IdleTimeoutMS, wire.MaxTimeoutMS)
	c.IdleWarningMS = min(or(c.IdleWarningMS, wire.IdleWarningMS), c.IdleTimeoutMS/2)
	if c.Provider != nil {
		own := *c.Provider
		own.Parameters = append([][2]string(nil), own.Parameters...)
		c.Provider, c.CrossSDKBridge = &own, false
	}
	c.StorageKeys = append([]string(nil), c.StorageKeys...)
	c.AllowedRedirectOrigins = append([]string(nil), c.AllowedRedirectOrigins...)
	return c
}

func or[T comparable](value, fallback T) T {
	var zero T
	if value == zero {
		return fallback
	}
	return value
}

// validate judges everything but the URLs, after withDefaults. The first
// message is the incumbent's own.
func (c Config) validate() *Error {
	switch {
	case c.ClientID == "" || c.RedirectURI == "":
		return fail(InvalidConfig, "clientId, redirectUri cannot be null")
	case !c.LogoutMode.valid():
		return fail(InvalidConfig, `logoutMode must be "redirect", "silent", "popup", "local" or "auto"`)
	case c.AutoMode != ModeRedirect && c.AutoMode != ModePopup:
		return fail(InvalidConfig, `autoMode must be "redirect" or "popup"`)
	case c.Fallback != FallbackNone && c.Fallback != FallbackRedirect:
		return fail(InvalidConfig, `fallback must be "none" or "redirect"`)
	case c.RedirectTarget != TargetTop && c.RedirectTarget != TargetSelf:
		return fail(InvalidConfig, `redirectTarget must be "top" or "self"`)
	case c.TimeoutMS < 0 || c.BeforeLogoutMS < 0 || c.IdleTimeoutMS < 0 || c.IdleWarningMS < 0:
		return fail(InvalidConfig, "a time must be a positive number of milliseconds")
	}
	return nil
}
