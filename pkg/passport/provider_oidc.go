package passport

import "github.com/passport-logout/passport-logout/internal/wire"

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

// oidcProvider is one, as far as its endpoints are known.
type oidcProvider struct {
	OIDCProvider
	clientID   string
	at         parsedURL // of the issuer, or of the endpoint where none is configured
	configured endpoints
	discovery  discovery
}

// endpoints of a provider, as the browser reads them.
type endpoints struct{ endSession, revocation parsedURL }

func (p *oidcProvider) id() string { return or(p.Issuer, p.EndSessionEndpoint) }

func (p *oidcProvider) sessionItems() []item {
	key := or(p.StorageKey, wire.SessionKey+p.id()+":"+p.clientID)
	return []item{{localStorage, key}, {sessionStorage, key}}
}

func (p *oidcProvider) leftovers() []item { return nil }

func (p *oidcProvider) open(b Browser) (at parsedURL, err *Error) {
	if p.id() == "" {
		return at, fail(InvalidConfig, "provider needs kind, and issuer or endSessionEndpoint")
	}
	if p.Method != "" && p.Method != RequestGET && p.Method != RequestPOST {
		return at, fail(InvalidConfig, `provider.method must be "get" or "post"`)
	}
	for _, it := range []struct {
		name, raw string
		url       *parsedURL
	}{
		{"provider.issuer", p.Issuer, &p.at},
		{"provider.endSessionEndpoint", p.EndSessionEndpoint, &p.configured.endSession},
		{"provider.revocationEndpoint", p.RevocationEndpoint, &p.configured.revocation},
	} {
		if it.raw == "" {
			continue
		}
		if *it.url, err = parseSafe(b, it.name, it.raw, ""); err != nil {
			return at, err
		}
	}
	if withoutQuery(p.at.href) != p.at.href {
		return at, fail(UnsafeURL, "provider.issuer must have no query or fragment")
	}
	p.at.href = withoutSlashes(p.at.href)
	if p.Issuer == "" {
		origin := p.configured.endSession.origin
		p.at = parsedURL{origin, origin}
	}
	p.findAhead(b)
	return p.domain(), nil
}

// findAhead asks for the endpoints where there is somebody to log out. The logout asks
// again where that fails.
func (p *oidcProvider) findAhead(b Browser) {
	for _, it := range p.sessionItems() {
		if _, stored, _ := b.StorageGet(it.area, it.key); stored {
			p.find(b, func(*Error) {})
		}
	}
}

func (p *oidcProvider) find(b Browser, found func(*Error)) (needed bool) {
	e := p.endpoints()
	if p.Issuer == "" || e.endSession.href != "" && e.revocation.href != "" {
		found(nil)
		return false
	}
	p.discovery.ask(b, p.Issuer, p.at.href, found)
	return e.endSession.href == ""
}

// endpoints are those that are configured, else those that were found.
func (p *oidcProvider) endpoints() endpoints {
	found := p.discovery.found()
	return endpoints{or(p.configured.endSession, found.endSession), or(p.configured.revocation, found.revocation)}
}

// domain is on the origin of the endpoint, whose cookie the session is held by.
func (p *oidcProvider) domain() parsedURL {
	return parsedURL{p.at.href, or(p.endpoints().endSession.origin, p.at.origin)}
}

func (p *oidcProvider) revocationURL() string { return p.endpoints().revocation.href }

// endSession has the parameters of section 2. A value that is missing, or that
// somebody has made a text of, is not sent; nor is a name that is there already.
func (p *oidcProvider) endSession(l *logout) request {
	r := request{endpoint: withoutFragment(p.endpoints().endSession.href), method: p.Method}
	add := func(name, value string) {
		if value != "" && value != "undefined" && value != "null" && !r.has(name) {
			r.parameters = append(r.parameters, [2]string{name, value})
		}
	}
	add("id_token_hint", p.hint(l))
	add("client_id", p.clientID)
	if l.callback.text != "" {
		add("post_logout_redirect_uri", l.callback.text)
		add("state", l.newState())
	}
	add("logout_hint", p.LogoutHint)
	add("ui_locales", p.UILocales)
	for _, further := range p.Parameters {
		add(further[0], further[1])
	}
	return r
}

// has tells whether the request has the parameter.
func (r request) has(name string) bool {
	for _, p := range r.parameters {
		if p[0] == name {
			return true
		}
	}
	return hasParam(r.endpoint, name)
}

// hint is the stored ID token, expired or not, where it is a JWT of this issuer and
// for this client: providers refuse others, and the logout with them.
func (p *oidcProvider) hint(l *logout) string {
	token := l.session().idToken()
	claims, err := readClaims(l.browser, token)
	if err != nil || p.Issuer != "" && stringOf(claims["iss"]) != p.Issuer || !isAudience(claims["aud"], p.clientID) {
		return ""
	}
	return token
}

// isAudience tells whether a claim aud, a text or a list, names the client.
func isAudience(aud any, clientID string) bool {
	list, _ := aud.([]any)
	for _, one := range list {
		if stringOf(one) == clientID {
			return true
		}
	}
	return stringOf(aud) == clientID
}
