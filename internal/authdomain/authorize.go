package authdomain

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"
)

// codeTTL is Auth0's order of magnitude; RFC 6749 4.1.2 allows ten minutes at most.
const codeTTL = time.Minute

// authorize is the authorization endpoint (RFC 6749 4.1.1, OpenID Connect Core
// 3.1.2). A live session gets its code at once: that is single sign-on, and the
// reason why clearing the application session alone is not a logout.
func (s *Server) authorize(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	if problem := s.untrusted(query); problem != "" {
		badRequest(w, problem)
		return
	}
	req, refused := parseAuthRequest(query)
	if req.byMessage && !s.clients.allowsOrigin(originOf(req.redirectURI)) {
		badRequest(w, `The origin of the "redirect_uri" is not in the client's list of "Allowed Web Origins".`)
		return
	}
	if refused != nil {
		req.refuse(w, r, refused)
		return
	}
	session, live := s.sessions.of(r)
	switch {
	case live && req.accepts(session):
		s.grantCode(w, r, req, session)
	case req.silent:
		req.refuse(w, r, &oauthError{Code: "login_required", Description: "Login required"})
	case s.unattended != "":
		s.signIn(w, r, req, s.unattendedEmail(req))
	default:
		id := s.transactions.put(req)
		redirect(w, r, loginPath+"?state="+url.QueryEscape(id))
	}
}

// untrusted says why the browser must not be sent to the request's redirect_uri:
// RFC 6749 4.1.2.1 forbids it unless both client and URI are known. RFC 9700 2.1
// asks for exact comparison.
func (s *Server) untrusted(query url.Values) string {
	if name, ok := repeated(query, "client_id", "redirect_uri"); ok {
		return fmt.Sprintf("The parameter %q must not be repeated.", name)
	}
	client, ok := s.clients.find(query.Get("client_id"))
	if !ok {
		return fmt.Sprintf("Unknown client: %q.", query.Get("client_id"))
	}
	if !slices.Contains(client.RedirectURIs, query.Get("redirect_uri")) {
		return fmt.Sprintf(`The "redirect_uri" %q is not in the client's list of "Allowed Callback URLs".`, query.Get("redirect_uri"))
	}
	return ""
}

// grantCode binds a code to the request and the session and sends it to the client.
func (s *Server) grantCode(w http.ResponseWriter, r *http.Request, req authRequest, session Session) {
	code := s.codes.put(newGrant(req, session))
	req.answer(w, r, url.Values{"code": {code}})
}

// answer redirects to the client with params and the state (RFC 6749 4.1.2),
// keeping the query that the registered URI has.
func (a authRequest) answer(w http.ResponseWriter, r *http.Request, params url.Values) {
	if a.state != "" {
		params.Set("state", a.state)
	}
	target, err := url.Parse(a.redirectURI)
	if err != nil {
		badRequest(w, `The registered "redirect_uri" is not a URL.`)
		return
	}
	if a.byMessage {
		postAnswer(w, params, target)
		return
	}
	if target.RawQuery != "" {
		target.RawQuery += "&"
	}
	target.RawQuery += params.Encode()
	redirect(w, r, target.String())
}

// refuse redirects to the client with an error (RFC 6749 4.1.2.1).
func (a authRequest) refuse(w http.ResponseWriter, r *http.Request, refused *oauthError) {
	a.answer(w, r, url.Values{"error": {refused.Code}, "error_description": {refused.Description}})
}

// redirect answers 302 with the target as it is given. No answer of this kind may
// be cached: it carries a code, or its repetition is a logout.
func redirect(w http.ResponseWriter, r *http.Request, target string) {
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, target, http.StatusFound)
}
