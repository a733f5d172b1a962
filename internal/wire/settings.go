package wire

// What a setting must be. A text that begins with [OneOf] lists the values after
// it, separated by a comma and a space.
const (
	Anything  = "anything"
	Object    = "an object"
	String    = "a string"
	Bool      = "a boolean"
	Strings   = "an array of strings"
	MS        = "a number of ms"
	Signal    = "an AbortSignal"
	Function  = "a function"
	JSON      = "JSON of at most 16,384 characters"
	OneOf     = "one of "
	modes     = OneOf + "redirect, silent, popup, local, auto"
	fallbacks = OneOf + "none, redirect"
)

// Provider lists the settings of an OpenID provider.
var Provider = []Setting{
	{"kind", OneOf + "oidc"},
	{"issuer", String},
	{"endSessionEndpoint", String},
	{"revocationEndpoint", String},
	{"storageKey", String},
	{"logoutHint", String},
	{"uiLocales", String},
	{"method", OneOf + "get, post"},
	{"parameters", Object},
}

// MaxStrings is how many strings an array may have.
const MaxStrings = 1_000

// Setting is the name of a setting and what it must be.
type Setting struct{ Name, Must string }

// Config lists the settings of a configuration. Those that are anything are the
// incumbent's and have no part in a logout.
var Config = []Setting{
	{"overrides", Object},
	{"provider", Object},
	{"clientId", String},
	{"redirectUri", String},
	{"logoutRedirectUri", String},
	{"logoutMode", modes},
	{"autoMode", OneOf + "redirect, popup"},
	{"crossSdkBridgeEnabled", Bool},
	{"storageKeys", Strings},
	{"silentTimeoutMs", MS},
	{"fallback", fallbacks},
	{"verify", Bool},
	{"redirectTarget", OneOf + "top, self"},
	{"allowedRedirectOrigins", Strings},
	{"beforeLogout", Function},
	{"beforeLogoutMs", MS},
	{"idleTimeoutMs", MS},
	{"idleWarningMs", MS},
	{"baseConfig", Anything},
	{"popupRedirectUri", Anything},
	{"audience", Anything},
	{"scope", Anything},
	{"jsonRpcReferrer", Anything},
	{"popupOverlayOptions", Anything},
	{"forceScwDeployBeforeMessageSignature", Anything},
}

// Options lists the settings of one logout.
var Options = []Setting{
	{"mode", modes},
	{"logoutRedirectUri", String},
	{"signal", Signal},
	{"timeoutMs", MS},
	{"fallback", fallbacks},
	{"beforeLogout", Function},
	{"beforeLogoutMs", MS},
	{"appState", JSON},
	{"verify", Bool},
}
