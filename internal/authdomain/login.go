package authdomain

import (
	"net/http"
	"net/mail"
	"net/url"
	"strings"
	"time"
)

const (
	loginPath      = "/u/login"
	transactionTTL = 10 * time.Minute
	defaultEmail   = "player@example.com"
	maxEmail       = 254 // RFC 5321 4.5.3.1.3, less the angle brackets
)

// crossOrigin keeps another site from posting the form: it would sign the user in
// as somebody else (login CSRF).
var crossOrigin = http.NewCrossOriginProtection()

type loginPage struct {
	State, Email, App, Problem string
}

// showLogin shows the sign-in form of a transaction. The authorization request
// stays on the server; the page knows only the transaction's random id, as at
// Auth0's Universal Login.
func (s *Server) showLogin(w http.ResponseWriter, r *http.Request) {
	id := r.URL.Query().Get("state")
	req, state := s.transactions.peek(id)
	if state != fresh {
		expiredLogin(w)
		return
	}
	page := loginPage{State: id, Email: defaultEmail}
	if ValidEmail(req.hint) {
		page.Email = req.hint
	}
	renderLogin(w, http.StatusOK, page, req)
}

// submitLogin signs the user in and answers the transaction, once.
func (s *Server) submitLogin(w http.ResponseWriter, r *http.Request) {
	if err := crossOrigin.Check(r); err != nil {
		showMessage(w, http.StatusForbidden, "Sign-in refused", "The form was sent from another site.")
		return
	}
	id, email := r.PostForm.Get("state"), r.PostForm.Get("email")
	req, state := s.transactions.peek(id)
	if state == fresh && !ValidEmail(email) {
		page := loginPage{State: id, Email: email, Problem: "Enter an e-mail address, such as " + defaultEmail + "."}
		renderLogin(w, http.StatusUnprocessableEntity, page, req)
		return
	}
	if req, state = s.transactions.take(id); state != fresh {
		expiredLogin(w)
		return
	}
	s.signIn(w, r, req, email)
}

// signIn starts a session and answers the request. Whatever session the browser had
// ends, and the new one has a new id, so that no id set before the sign-in is worth
// anything after it.
func (s *Server) signIn(w http.ResponseWriter, r *http.Request, req authRequest, email string) {
	s.sessions.end(r)
	value, session := s.sessions.start(email)
	http.SetCookie(w, s.cookies.carrying(value, r.TLS != nil))
	s.grantCode(w, r, req, session)
}

// unattendedEmail is who signs in without the form: the user that the request hints
// at, or the one of [Config.SignIn].
func (s *Server) unattendedEmail(req authRequest) string {
	if ValidEmail(req.hint) {
		return req.hint
	}
	return s.unattended
}

func expiredLogin(w http.ResponseWriter) {
	showMessage(w, http.StatusBadRequest, "This sign-in is over",
		"It has been used, or it has waited too long. Go back to the app and sign in again.")
}

// renderLogin shows the form. Chromium holds the redirects after a form post to
// form-action, so the policy names the client's origin too.
func renderLogin(w http.ResponseWriter, status int, page loginPage, req authRequest) {
	origin := originOf(req.redirectURI)
	page.App = strings.TrimPrefix(strings.TrimPrefix(origin, "https://"), "http://")
	w.Header().Set("Content-Security-Policy", resourcesCSP+"form-action 'self' "+origin+"; frame-ancestors 'none'")
	renderPage(w, status, "login.html", page)
}

// ValidEmail tells whether the sign-in accepts email: an address and nothing else.
func ValidEmail(email string) bool {
	address, err := mail.ParseAddress(email)
	return err == nil && address.Address == email && len(email) <= maxEmail
}

// originOf is a redirect URI's origin as a CSP source; of an app's own scheme
// (RFC 8252 7.1) it is the scheme.
func originOf(uri string) string {
	u, err := url.Parse(uri)
	if err != nil {
		return ""
	}
	if u.Host == "" {
		return u.Scheme + ":"
	}
	return u.Scheme + "://" + u.Host
}
