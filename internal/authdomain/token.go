package authdomain

import (
	"net/http"
	"net/url"
)

// token is the token endpoint (RFC 6749 3.2). Auth0 documents its parameters as a
// form or as JSON.
func (s *Server) token(w http.ResponseWriter, r *http.Request) {
	g, refreshToken, refused := s.redeem(r.PostForm)
	if refused != nil {
		refused.write(w)
		return
	}
	answer, err := mint(g, s.issuerOf(r))
	if err != nil {
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	answer.RefreshToken = refreshToken
	writeJSON(w, http.StatusOK, answer)
}

func (s *Server) redeem(form url.Values) (g grant, refreshToken string, refused *oauthError) {
	if name, ok := repeated(form, "grant_type", "client_id", "code", "redirect_uri", "code_verifier", "refresh_token", "scope"); ok {
		return g, "", invalidRequest("The parameter " + name + " must not be repeated.")
	}
	if form.Get("grant_type") == "" {
		return g, "", invalidRequest("The grant_type is missing.")
	}
	client, refused := s.clientOf(form)
	if refused != nil {
		return g, "", refused
	}
	switch form.Get("grant_type") {
	case "authorization_code":
		return s.redeemCode(client, form)
	case "refresh_token":
		return s.refresh.rotate(form.Get("refresh_token"), client.ID, form.Get("scope"))
	default:
		return g, "", &oauthError{http.StatusBadRequest, "unsupported_grant_type", "The grant_type must be authorization_code or refresh_token."}
	}
}

// clientOf identifies the public client (RFC 6749 3.2.1). It comes before anything
// is spent, so that a client that tries HTTP Basic first keeps its code.
func (s *Server) clientOf(form url.Values) (Client, *oauthError) {
	client, ok := s.clients.find(form.Get("client_id"))
	if !ok {
		return client, &oauthError{http.StatusUnauthorized, "invalid_client", "Unknown client_id."}
	}
	return client, nil
}

// redeemCode spends an authorization code (RFC 6749 4.1.3). Every attempt spends
// it, and a second one revokes what the first was given (4.1.2).
func (s *Server) redeemCode(client Client, form url.Values) (g grant, refreshToken string, refused *oauthError) {
	g, state := s.codes.take(form.Get("code"))
	switch {
	case state == spent:
		s.refresh.revokeFamily(g.family)
		return g, "", invalidGrant("The authorization code has been used.")
	case state == unknown, g.clientID != client.ID:
		return g, "", invalidGrant("Invalid authorization code.")
	case g.redirectURI != form.Get("redirect_uri"):
		return g, "", invalidGrant("The redirect_uri is not the one of the authorization request.")
	case !g.provenBy(form.Get("code_verifier")):
		return g, "", invalidGrant("Failed to verify code verifier.")
	}
	if hasScope(g.scope, "offline_access") {
		refreshToken = s.refresh.start(g)
	}
	return g, refreshToken, nil
}
