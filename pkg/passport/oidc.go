package passport

// OIDCProvider is an OpenID provider, which ends its session by OpenID Connect
// RP-Initiated Logout 1.0. Here as everywhere, an empty string is an absent one.
type OIDCProvider struct {
	// Issuer is the provider's issuer identifier, letter by letter, since it stands
	// in ID tokens and by default in SessionKey. Endpoints that are not configured are
	// looked up there (OpenID Connect Discovery 1.0, section 4), for which a logout
	// waits only where EndSessionEndpoint is absent. One of the two is required.
	Issuer string
	// EndSessionEndpoint is where the browser goes (section 2). A query of its own is
	// kept. It is https, or http on loopback, as RevocationEndpoint is.
	EndSessionEndpoint string
	// RevocationEndpoint takes refresh tokens (RFC 7009).
	RevocationEndpoint string
	// StorageKey is the key of local or session storage that holds the application
	// session, a JSON object with the members id_token and refresh_token. The default
	// is oidc-client-ts's: oidc.user:, the issuer, a colon and the client's ID.
	StorageKey string
	// LogoutHint and UILocales are the parameters logout_hint and ui_locales.
	LogoutHint, UILocales string
	// Method is how the request goes. Where it is absent, that is a URL to be visited, and
	// a form where the URL would be longer than 2,000 characters. Across sites a form comes
	// without cookies that are SameSite=Lax, and some providers take none.
	Method RequestMethod
	// Parameters are further ones: name and value. The module's own come first, and
	// none is sent twice.
	Parameters [][2]string
}

// RequestMethod is how a request to log out goes (section 2).
type RequestMethod string

// The methods: a URL that is visited, or a form that is posted.
const (
	RequestGET  RequestMethod = "get"
	RequestPOST RequestMethod = "post"
)
