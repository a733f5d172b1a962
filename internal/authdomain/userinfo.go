package authdomain

import (
	"errors"
	"net/http"
	"strings"

	"github.com/golang-jwt/jwt/v5"
)

// userinfo tells who the user is (OpenID Connect Core 5.3). Its errors are those of
// RFC 6750 3: a bare challenge without a token, invalid_token with a bad one.
func (s *Server) userinfo(w http.ResponseWriter, r *http.Request) {
	token, ok := bearerToken(r)
	if !ok {
		challenge(w, http.StatusUnauthorized, "Bearer")
		return
	}
	claims, err := verifyAccessToken(token, s.issuerOf(r))
	if err != nil {
		challenge(w, http.StatusUnauthorized, `Bearer error="invalid_token"`)
		return
	}
	scope, _ := claims["scope"].(string)
	if !hasScope(scope, "openid") {
		challenge(w, http.StatusForbidden, `Bearer error="insufficient_scope", scope="openid"`)
		return
	}
	email, _ := claims["email"].(string)
	user := jwt.MapClaims{"sub": claims["sub"]}
	addProfile(user, email)
	writeJSON(w, http.StatusOK, user)
}

func bearerToken(r *http.Request) (string, bool) {
	scheme, token, ok := strings.Cut(r.Header.Get("Authorization"), " ")
	return token, ok && strings.EqualFold(scheme, "Bearer") && token != ""
}

func challenge(w http.ResponseWriter, status int, value string) {
	w.Header().Set("WWW-Authenticate", value)
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
}

// verifyAccessToken also looks at typ, so that an ID token is not taken for an
// access token (RFC 9068 4).
func verifyAccessToken(raw, issuer string) (jwt.MapClaims, error) {
	claims := jwt.MapClaims{}
	_, err := jwt.ParseWithClaims(raw, claims, func(token *jwt.Token) (any, error) {
		if token.Header["typ"] != "at+jwt" {
			return nil, errors.New("not an access token")
		}
		return &signingKey().private.PublicKey, nil
	}, jwt.WithValidMethods([]string{"RS256"}), jwt.WithIssuer(issuer+"/"), jwt.WithExpirationRequired())
	return claims, err
}
