package authdomain

import "net/http"

// revoke is the revocation endpoint (RFC 7009). It answers 200 with an empty body,
// whether or not it knows the token; token_type_hint is only a hint and is not
// needed. Auth0 documents that it revokes refresh tokens: the access tokens are
// JWTs and live until they expire.
func (s *Server) revoke(w http.ResponseWriter, r *http.Request) {
	if refused := s.tryRevoke(r); refused != nil {
		refused.write(w)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusOK)
}

func (s *Server) tryRevoke(r *http.Request) *oauthError {
	if name, ok := repeated(r.PostForm, "token", "client_id"); ok {
		return invalidRequest("The parameter " + name + " must not be repeated.")
	}
	token := r.PostForm.Get("token")
	if token == "" {
		return invalidRequest("The token is missing.")
	}
	client, refused := s.clientOf(r.PostForm)
	if refused != nil {
		return refused
	}
	return s.refresh.revoke(token, client.ID)
}
