package authdomain

import "net/http"

// discovery serves the provider's metadata (OpenID Connect Discovery 1.0, RFC
// 8414). It names no end_session_endpoint: the logout here is Auth0's /v2/logout,
// whose parameters are others.
func (s *Server) discovery(w http.ResponseWriter, r *http.Request) {
	issuer := s.issuerOf(r)
	writeJSON(w, http.StatusOK, map[string]any{
		"issuer":                                issuer + "/",
		"authorization_endpoint":                issuer + "/authorize",
		"token_endpoint":                        issuer + "/oauth/token",
		"revocation_endpoint":                   issuer + "/oauth/revoke",
		"userinfo_endpoint":                     issuer + "/userinfo",
		"jwks_uri":                              issuer + "/.well-known/jwks.json",
		"response_types_supported":              []string{"code"},
		"response_modes_supported":              []string{"query", webMessage},
		"grant_types_supported":                 []string{"authorization_code", "refresh_token"},
		"subject_types_supported":               []string{"public"},
		"id_token_signing_alg_values_supported": []string{"RS256"},
		"code_challenge_methods_supported":      []string{"S256"},
		"scopes_supported":                      []string{"openid", "profile", "email", "offline_access"},
		"prompt_values_supported":               []string{"none", "login", "consent", "select_account"},
		"claims_supported": []string{
			"iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "sid", "email", "email_verified", "name", "nickname",
		},
		"token_endpoint_auth_methods_supported":      []string{"none"},
		"revocation_endpoint_auth_methods_supported": []string{"none"},
		"request_uri_parameter_supported":            false,
	})
}
