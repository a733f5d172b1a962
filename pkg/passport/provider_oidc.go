package passport

import "github.com/passport-logout/passport-logout/internal/wire"

// oidcProvider is one, as far as its endpoints are known.
type oidcProvider struct {
	OIDCProvider
	clientID   string
	verify     bool      // whether there will be questions
	at         parsedURL // of the issuer, or of the endpoint where none is configured
	configured endpoints
	discovery  discovery
}

// endpoints of a provider, as the browser reads them.
type endpoints struct{ endSession, revocation, authorization, token parsedURL }

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
	parse := func(name, raw string) (url parsedURL) {
		if raw != "" && err == nil {
			url, err = parseSafe(b, name, raw, "")
		}
		return url
	}
	p.at = parse("provider.issuer", p.Issuer)
	p.configured.endSession = parse("provider.endSessionEndpoint", p.EndSessionEndpoint)
	p.configured.revocation = parse("provider.revocationEndpoint", p.RevocationEndpoint)
	if err != nil {
		return at, err
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
			p.find(b, p.verify, func(*Error) {})
		}
	}
}

func (p *oidcProvider) find(b Browser, questions bool, found func(*Error)) (needed bool) {
	e := p.endpoints()
	all := e.endSession.href != "" && e.revocation.href != "" && (!questions || e.authorization.href != "")
	if p.Issuer == "" || all {
		found(nil)
		return false
	}
	p.discovery.ask(b, p.Issuer, p.at.href, found)
	return e.endSession.href == ""
}

// endpoints are those that are configured, else those that were found.
func (p *oidcProvider) endpoints() endpoints {
	e := p.discovery.found()
	if p.configured.endSession.href != "" {
		e.endSession = p.configured.endSession
	}
	if p.configured.revocation.href != "" {
		e.revocation = p.configured.revocation
	}
	return e
}

// domain is on the origin of the endpoint, whose cookie the session is held by.
func (p *oidcProvider) domain() parsedURL {
	return parsedURL{p.at.href, or(p.endpoints().endSession.origin, p.at.origin)}
}

func (p *oidcProvider) isVisited() bool { return false }

// questions are answered in the URL of the page that a login returns to.
func (p *oidcProvider) questions() questions {
	e := p.endpoints()
	return questions{authorize: e.authorization.href, token: e.token.href}
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
