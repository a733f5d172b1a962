package authdomain

import (
	"fmt"
	"net/http"
)

// logout ends the Passport session whose cookie came and goes to returnTo, as Auth0
// documents for /v2/logout. Immutable offers the same under /im-logged-out.
//
// The session ends first, whatever becomes of returnTo: Auth0 does not document the
// order, and a user who asked to leave is better out than in. Only a cookie that
// came is cleared; in a frame from which the browser withholds it, the session
// lives on although the redirect is the same.
func (s *Server) logout(w http.ResponseWriter, r *http.Request) {
	if s.sessions.end(r) {
		http.SetCookie(w, s.cookies.clearing(r.TLS != nil))
	}
	query := r.URL.Query()
	target, problem := s.logoutTarget(query.Get("client_id"), query.Get("returnTo"))
	switch {
	case problem != "":
		badRequest(w, problem)
	case target == "":
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = w.Write([]byte("OK"))
	default:
		redirect(w, r, target)
	}
}

// logoutTarget decides where a logout goes. Auth0 documents that with a client_id
// the application's list counts, without one the tenant's, and that a client_id
// without returnTo goes to the application's first URL. Neither, or an empty list,
// is the bare "OK".
func (s *Server) logoutTarget(clientID, returnTo string) (target, problem string) {
	allowed := s.tenantLogout
	if clientID != "" {
		client, ok := s.clients.find(clientID)
		if !ok {
			return "", fmt.Sprintf("Unknown client: %q.", clientID)
		}
		allowed = client.LogoutURIs
	}
	switch {
	case returnTo != "" && registered(allowed, returnTo):
		return returnTo, ""
	case returnTo != "":
		return "", fmt.Sprintf(`The "returnTo" querystring parameter "%s" is not defined as a valid URL in "Allowed Logout URLs".`, returnTo)
	case clientID != "" && len(allowed) > 0:
		return allowed[0], ""
	default:
		return "", ""
	}
}
