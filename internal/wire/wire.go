// Package wire holds what is literal in a logout: names of keys, paths and
// settings. Package passport decides with them, and the build gives the same
// values to the loader, so that none is written twice.
package wire

// The storage of @imtbl/passport 2.24, and what this module adds to it.
const (
	// SessionKey begins the key of the application session; the auth domain as it
	// was configured, a colon and the client's ID follow.
	SessionKey = "oidc.user:"
	// TombstoneKey begins the key that gets a new value at every logout, which
	// tells the other tabs. The same follows.
	TombstoneKey = "passport.logout:"
	// ActivityKey begins the key that gets the time when the user does something, in
	// milliseconds since 1970, which tells the other tabs. The same follows.
	ActivityKey = "passport.activity:"
	// Channel is the BroadcastChannel on which tabs tell each other of a logout. A
	// message is the tombstone's key, a space, and its value.
	Channel = "passport.logout"
	// StateKey is the key of session storage that holds, for the landing page, the
	// state that was sent and, after a space, what the application has left for itself.
	StateKey = "passport.logout.state"
	// PopupKey is, in session storage, what a logout has given its popup to know it
	// by: the value of its tombstone. The callback page reports in a message on
	// Channel: this key, a space, that value, a space, and a URL.
	PopupKey = "passport.popup"
	// PopupStays ends such a value where the popup is sent on from the callback page,
	// which closes it only where its opener is gone or PopupStaysMS are over.
	PopupStays = "+"
	// Database and Store hold, in IndexedDB, the session that game SDKs share.
	Database = "ImmutableSDKPassport"
	Store    = "keyvaluepairs"
)

// Leftovers are the entries of a login beside the session: area and key.
var Leftovers = [][2]string{
	{"localStorage", "pkce_state"},
	{"localStorage", "pkce_verifier"},
	{"localStorage", "imtbl_id_token"},
	{"sessionStorage", "imtbl_pkce_data"},
}

// The auth domain.
const (
	// AuthenticationDomain is that of both of Passport's environments.
	AuthenticationDomain = "https://auth.immutable.com"
	// LogoutPath ends the Passport session, and BridgeLogoutPath also that of game
	// SDKs.
	LogoutPath       = "/v2/logout"
	BridgeLogoutPath = "/im-logged-out"
	// RevocationPath takes a refresh token (RFC 7009).
	RevocationPath = "/oauth/revoke"
	// MessageSource marks the callback page's message, which is oidc-client-ts's.
	MessageSource = "oidc-client"
)

// Times, in milliseconds.
const (
	// TimeoutMS limits a logout by default.
	TimeoutMS = 10_000
	// MaxTimeoutMS is the longest time that a browser's timer takes: 24 days.
	MaxTimeoutMS = 1<<31 - 1
	// BeforeLogoutMS limits by default how long a logout waits for the app's
	// beforeLogout, and IdleWarningMS is how long before an idle user is logged out
	// the app hears of it.
	BeforeLogoutMS = 1_000
	IdleWarningMS  = 60_000
	// PopupStaysMS is how long a callback page leaves its popup open for its opener.
	PopupStaysMS = 5_000
)

// Bounds, in bytes or characters.
const (
	// MaxGET is the longest URL of an OpenID provider's that is visited; longer
	// requests are posted.
	MaxGET = 2_000
	// MaxToken is the longest token that is decoded.
	MaxToken = 64 << 10
	// MaxAppState is the longest JSON that an application leaves for its landing page.
	MaxAppState = 16 << 10
)

// PopupFeatures make a window of its own and not a tab (CSSOM View, section 4.1),
// whose opener its page may reach.
const PopupFeatures = "popup,width=480,height=640"

// FrameAttributes are those of the hidden iframe. It is hidden by an attribute,
// because a style is subject to the style-src of a Content Security Policy, and
// eager, because a lazy one that is hidden never loads. It may not navigate the
// top window.
var FrameAttributes = [][2]string{
	{"sandbox", "allow-scripts allow-same-origin allow-forms"},
	{"referrerpolicy", "no-referrer"},
	{"loading", "eager"},
	{"allow", ""},
	{"title", "Logging out"},
	{"aria-hidden", "true"},
	{"tabindex", "-1"},
	{"width", "0"},
	{"height", "0"},
	{"hidden", ""},
}
