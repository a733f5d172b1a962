package passport

// Mode is the way in which the Passport session is ended.
type Mode string

// The modes. Auto is silent where the auth domain is same-site with the page,
// and redirect elsewhere.
const (
	ModeRedirect Mode = "redirect"
	ModeSilent   Mode = "silent"
	ModeLocal    Mode = "local"
	ModeAuto     Mode = "auto"
)

func (m Mode) valid() bool {
	return m == ModeRedirect || m == ModeSilent || m == ModeLocal || m == ModeAuto
}

// FallbackRedirect goes on in redirect mode where silent mode fails or cannot
// verify that the Passport session ended.
const FallbackRedirect = "redirect"

const (
	defaultAuthenticationDomain = "https://auth.immutable.com"
	defaultTimeoutMS            = 10_000
)

// Config describes the application, with the names of @imtbl/passport.
type Config struct {
	// AuthenticationDomain is the auth domain as the login was given it, since
	// it is part of the storage key. The default is https://auth.immutable.com,
	// for both of Passport's environments.
	AuthenticationDomain string
	// ClientID and RedirectURI are required.
	ClientID    string
	RedirectURI string
	// LogoutRedirectURI is where the auth domain returns to: the callback page
	// in silent mode. Without it the auth domain takes the first logout URI
	// that is registered for the client.
	LogoutRedirectURI string
	// LogoutMode is redirect by default.
	LogoutMode Mode
	// CrossSDKBridge also clears the session that game SDKs share through
	// IndexedDB, and ends the Passport session at /im-logged-out.
	CrossSDKBridge bool
	// StorageKeys are further keys of local or session storage that go too.
	StorageKeys []string
	// TimeoutMS limits the wait for the auth domain, in milliseconds (10,000).
	TimeoutMS int
	// Fallback is "none" (the default) or [FallbackRedirect].
	Fallback string
	// RedirectTarget is the window that redirect mode navigates: "top" (the
	// default) or "self".
	RedirectTarget string
	// AllowedRedirectOrigins are the origins, beside the page's own, that
	// LogoutRedirectURI may be on.
	AllowedRedirectOrigins []string
}

// withDefaults returns a copy in which every optional value is set.
func (c Config) withDefaults() Config {
	c.AuthenticationDomain = or(c.AuthenticationDomain, defaultAuthenticationDomain)
	c.LogoutMode = or(c.LogoutMode, ModeRedirect)
	c.Fallback = or(c.Fallback, "none")
	c.RedirectTarget = or(c.RedirectTarget, "top")
	c.TimeoutMS = or(c.TimeoutMS, defaultTimeoutMS)
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
		return fail(InvalidConfig, `logoutMode must be "redirect", "silent", "local" or "auto"`)
	case c.Fallback != "none" && c.Fallback != FallbackRedirect:
		return fail(InvalidConfig, `fallback must be "none" or "redirect"`)
	case c.RedirectTarget != "top" && c.RedirectTarget != "self":
		return fail(InvalidConfig, `redirectTarget must be "top" or "self"`)
	case c.TimeoutMS < 0:
		return fail(InvalidConfig, "the time limit must be a positive number of milliseconds")
	}
	return nil
}
