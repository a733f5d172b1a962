package passport

import "github.com/passport-logout/passport-logout/internal/wire"

// passportProvider is Immutable Passport: an Auth0-style auth domain, of which all
// paths are known.
type passportProvider struct {
	config Config
	at     parsedURL
}

func (p *passportProvider) id() string {
	return or(p.config.AuthenticationDomain, wire.AuthenticationDomain)
}

func (p *passportProvider) sessionItems() []item {
	return []item{{localStorage, wire.SessionKey + p.id() + ":" + p.config.ClientID}}
}

func (p *passportProvider) leftovers() (items []item) {
	for _, leftover := range wire.Leftovers {
		items = append(items, item{leftover[0], leftover[1]})
	}
	return items
}

func (p *passportProvider) open(b Browser) (at parsedURL, err *Error) {
	p.at, err = parseAuthDomain(b, p.config.AuthenticationDomain)
	return p.at, err
}

func (p *passportProvider) find(_ Browser, _ bool, found func(*Error)) (needed bool) {
	found(nil)
	return false
}

// isVisited: the cookie is SameSite=None.
func (p *passportProvider) isVisited() bool { return true }

// questions are answered as by Auth0, by a message: no page of the application runs for
// it.
func (p *passportProvider) questions() questions {
	return questions{p.at.href + "/authorize", p.at.href + "/oauth/token", [][2]string{{"response_mode", "web_message"}}}
}

func (p *passportProvider) domain() parsedURL { return p.at }

// endSession has the incumbent's parameters in the incumbent's order; its audience
// and id_token_hint are left out, since they leak and the auth domain does not need
// them.
func (p *passportProvider) endSession(l *logout) request {
	path := wire.LogoutPath
	if p.config.CrossSDKBridge {
		path = wire.BridgeLogoutPath
	}
	r := request{
		endpoint:   p.at.href + path,
		parameters: [][2]string{{"client_id", p.config.ClientID}},
		method:     RequestGET,
	}
	if l.callback.text != "" {
		r.parameters = append(r.parameters, [2]string{"returnTo", l.callback.text})
	}
	return r
}

func (p *passportProvider) revocationURL() string { return p.at.href + wire.RevocationPath }
