package authdomain

import (
	"net/http"
	"time"
)

type sessionStatus struct {
	Active bool       `json:"active"`
	Email  string     `json:"email,omitempty"`
	Since  *time.Time `json:"since,omitempty"`
}

// sessionStatus tells whether the caller's cookie still has a Passport session.
// Auth0 has no such endpoint: it exists so that the demo's page can show the truth
// beside what the module reports. A browser that withholds third-party cookies
// gets {"active":false} here too.
func (s *Server) sessionStatus(w http.ResponseWriter, r *http.Request) {
	session, ok := s.sessions.of(r)
	if !ok {
		writeJSON(w, http.StatusOK, sessionStatus{})
		return
	}
	writeJSON(w, http.StatusOK, sessionStatus{Active: true, Email: session.Email, Since: &session.Since})
}
