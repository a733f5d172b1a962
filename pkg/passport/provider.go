package passport

import "github.com/passport-logout/passport-logout/internal/wire"

// provider is an identity provider, in all that its logout differs by from that of
// others.
type provider interface {
	// id names the provider in keys of the storage, as it was configured.
	id() string
	// sessionItems are the entries of one key, in one of which the application
	// session is, and leftovers those of a login beside it.
	sessionItems() []item
	leftovers() []item
	// open checks what is configured, and returns where the provider is.
	open(b Browser) (parsedURL, *Error)
	// find asks for the endpoints that are not configured, those of questions only where
	// they are wanted. It calls found when it is known whether they are there: before it
	// returns, where nothing is asked for. needed tells whether the logout has to wait.
	find(b Browser, questions bool, found func(*Error)) (needed bool)
	// domain is where the provider is, now that its endpoints have been looked for.
	domain() parsedURL
	// endSession is what ends the provider's session. Its endpoint is "" until that
	// was found.
	endSession(l *logout) request
	// isVisited tells whether a visit at the top, from another site, is known to bring
	// the cookie that holds the provider's session.
	isVisited() bool
	// questions is how it is asked whether the session lives.
	questions() questions
	// revocationURL takes refresh tokens (RFC 7009), "" where no such endpoint is known.
	revocationURL() string
}

// provider is the only branch by the kind of one.
func (c Config) provider() provider {
	if c.Provider != nil {
		return &oidcProvider{OIDCProvider: *c.Provider, clientID: c.ClientID, verify: c.Verify}
	}
	return &passportProvider{config: c}
}

// request is an endpoint and the parameters for it.
type request struct {
	endpoint   string
	parameters [][2]string
	method     RequestMethod // "" where the length decides
}

// url is the request as one to be visited.
func (r request) url() string {
	if r.endpoint == "" {
		return ""
	}
	url, separator := r.endpoint, "?"
	if withoutQuery(url) != url {
		separator = "&"
	}
	for _, p := range r.parameters {
		url += separator + p[0] + "=" + formEscape(p[1])
		separator = "&"
	}
	return url
}

// isForm tells whether the request goes as a form. Servers and proxies may refuse a URL
// that is long.
func (r request) isForm() bool {
	return r.method == RequestPOST || r.method == "" && len(r.url()) > wire.MaxGET
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
