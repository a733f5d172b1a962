package authdomain

import "net/http"

// corsRule is who may read an endpoint's answer from another origin (Fetch
// standard, CORS protocol).
type corsRule int

const (
	corsNobody     corsRule = iota
	corsAnyone              // public documents
	corsWebOrigins          // the clients' WebOrigins, without cookies
	corsWithCookie          // the clients' WebOrigins, with the session cookie
)

var corsRules = map[string]corsRule{
	"/oauth/token":                      corsWebOrigins,
	"/oauth/revoke":                     corsWebOrigins,
	"/userinfo":                         corsWebOrigins,
	"/session":                          corsWithCookie,
	"/.well-known/openid-configuration": corsAnyone,
	"/.well-known/jwks.json":            corsAnyone,
}

// cors sets the headers that the path's rule allows and tells whether the request
// was a preflight, which it then has answered. A request from another origin does
// its work all the same, as CORS only keeps the answer from being read: a form
// POST to /oauth/revoke needs no preflight and no permission.
func (s *Server) cors(w http.ResponseWriter, r *http.Request) (answered bool) {
	rule := corsRules[r.URL.Path]
	if rule == corsNobody {
		return false
	}
	h := w.Header()
	h.Add("Vary", "Origin")
	origin := r.Header.Get("Origin")
	switch {
	case rule == corsAnyone:
		h.Set("Access-Control-Allow-Origin", "*")
	case origin != "" && s.clients.allowsOrigin(origin):
		h.Set("Access-Control-Allow-Origin", origin)
		if rule == corsWithCookie {
			h.Set("Access-Control-Allow-Credentials", "true")
		}
	}
	if r.Method != http.MethodOptions {
		return false
	}
	h.Set("Access-Control-Allow-Methods", "GET, POST")
	h.Set("Access-Control-Allow-Headers", "Authorization, Content-Type, Auth0-Client")
	// A remembered preflight would hide a fault that is switched on later.
	h.Set("Access-Control-Max-Age", "0")
	w.WriteHeader(http.StatusNoContent)
	return true
}
