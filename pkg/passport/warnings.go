package passport

// maxURL is how long a logout URL may be before servers and proxies may refuse it,
// in characters.
const maxURL = 2_000

// Warning is what may keep a logout from ending both sessions. Its message says what
// to do about it.
type Warning struct {
	Code    WarningCode
	Message string
}

// WarningCode tells what a [Warning] is about. web/passport.d.ts lists the same.
type WarningCode string

// The codes of a [Warning].
const (
	// ForeignRedirectURI: LogoutRedirectURI is on another origin than the page.
	ForeignRedirectURI WarningCode = "foreign_redirect_uri"
	// CrossSiteSilent: a silent logout on another site than the auth domain's, after
	// which the Passport session may live on.
	CrossSiteSilent WarningCode = "cross_site_silent"
	// InsecureEndpoint: a URL is http, and the page is not on loopback.
	InsecureEndpoint WarningCode = "insecure_endpoint"
	// URLTooLong: the logout URL has more than 2,000 characters.
	URLTooLong WarningCode = "url_too_long"
	// UnknownEndpoint: the endpoint of an OpenID provider could not be looked up.
	UnknownEndpoint WarningCode = "unknown_endpoint"
	// ExpiredHint: the ID token that an OpenID provider is sent has expired.
	ExpiredHint WarningCode = "hint_expired"
	// ForeignHint: the stored ID token is not of this issuer and client, and not sent.
	ForeignHint WarningCode = "hint_of_another_client"
	// CSPFrameSrc: a Content Security Policy of the page stops the hidden iframe.
	CSPFrameSrc WarningCode = "csp_frame_src"
	// CSPConnectSrc: a Content Security Policy of the page stops the revocation.
	CSPConnectSrc WarningCode = "csp_connect_src"
)

// warnings are those of a logout that is prepared and departs for the auth domain.
// unknown is why the endpoint of an OpenID provider is not known, nil where it is.
func (l *logout) warnings(unknown *Error) []Warning {
	w := &warner{logout: l, silent: l.options.Mode == ModeSilent}
	w.warn(unknown != nil, UnknownEndpoint,
		"the provider's end_session_endpoint could not be looked up; use provider.endSessionEndpoint, or check that provider.issuer serves its metadata to this origin")
	w.ofMode()
	w.ofHint()
	w.ofURLs()
	w.ofPolicies()
	return w.found
}

type warner struct {
	*logout
	silent bool
	found  []Warning
}

func (w *warner) warn(is bool, code WarningCode, message string) {
	if is {
		w.found = append(w.found, Warning{code, message})
	}
}

func (w *warner) ofMode() {
	w.warn(w.silent && !w.sameSite && !w.options.ReachesFrame && w.options.Fallback != FallbackRedirect, CrossSiteSilent,
		"the auth domain is on another site than this page, so the browser may keep its cookie from the hidden iframe "+
			"and the Passport session may live on; use the mode auto or redirect, or set fallback: 'redirect'")
}

// ofHint is about the ID token that an OpenID provider is sent; Passport is sent none.
func (w *warner) ofHint() {
	token := w.session().idToken()
	sent := w.request.has("id_token_hint")
	claims, _ := readClaims(w.browser, token)
	expires, known := claims["exp"].(float64)
	w.warn(sent && known && expires*1000 < w.browser.Date(), ExpiredHint,
		"the stored ID token has expired, and some providers take no such id_token_hint and ask the user; use it before, by refreshing the tokens")
	w.warn(w.config.Provider != nil && token != "" && !sent, ForeignHint,
		"the stored ID token is not of this issuer and client, so that no id_token_hint is sent and the provider may ask the user; use the issuer and the clientId of the login")
}

func (w *warner) ofURLs() {
	page := w.browser.Origin()
	w.warn(w.callbackOrigin() != page, ForeignRedirectURI,
		"logoutRedirectUri is on "+w.callbackOrigin()+", where this page cannot see the iframe arrive nor evict cached pages of a signed-in user; "+
			"use a page on this origin, or have that one call logoutSilentCallback with the URL of this page")
	for _, origin := range w.origins() {
		w.warn(scheme(origin) == "http" && !isLoopback(hostname(page)), InsecureEndpoint,
			origin+" is http, which is for development on one machine; use https")
	}
	w.warn(len(w.url) > maxURL && !w.request.isForm(), URLTooLong,
		"the logout URL has "+decimal(len(w.url))+" characters, and servers may refuse more than 2,000; shorten logoutRedirectUri")
}

func (w *warner) ofPolicies() {
	known := w.policies()
	for _, origin := range w.origins() {
		w.warn(w.silent && known.stop("frame-src", origin), CSPFrameSrc,
			"a Content Security Policy of this page keeps "+origin+" out of iframes; add it to frame-src, or use the mode redirect")
	}
	w.warn(known.stop("connect-src", w.domain.origin), CSPConnectSrc,
		"a Content Security Policy of this page keeps the revocation of the refresh token from "+w.domain.origin+"; add it to connect-src")
}

// origins that a logout visits, each once: the auth domain's and the callback page's.
func (w *warner) origins() []string {
	if w.callbackOrigin() == w.domain.origin {
		return []string{w.domain.origin}
	}
	return []string{w.domain.origin, w.callbackOrigin()}
}
