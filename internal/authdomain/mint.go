package authdomain

import (
	"crypto/rand"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// tokenTTL is Auth0's default for access tokens, in seconds.
const tokenTTL = 86400

// tokenAnswer is the token endpoint's answer (RFC 6749 5.1, OpenID Connect Core
// 3.1.3.3).
type tokenAnswer struct {
	AccessToken  string `json:"access_token"`
	IDToken      string `json:"id_token,omitempty"`
	RefreshToken string `json:"refresh_token,omitempty"`
	Scope        string `json:"scope,omitempty"`
	ExpiresIn    int    `json:"expires_in"`
	TokenType    string `json:"token_type"`
}

func mint(g grant, issuer string) (tokenAnswer, error) {
	answer := tokenAnswer{Scope: g.scope, ExpiresIn: tokenTTL, TokenType: "Bearer"}
	var err error
	if answer.AccessToken, err = sign("at+jwt", accessClaims(g, issuer)); err != nil {
		return answer, err
	}
	if hasScope(g.scope, "openid") {
		answer.IDToken, err = sign("JWT", idClaims(g, issuer))
	}
	return answer, err
}

// accessClaims follow RFC 9068. Without an audience the token is for this server's
// userinfo alone, as Auth0's opaque tokens are; the e-mail rides along so that
// userinfo needs no user database.
func accessClaims(g grant, issuer string) jwt.MapClaims {
	claims := baseClaims(g, issuer)
	claims["aud"] = g.audience
	if g.audience == "" {
		claims["aud"] = issuer + "/userinfo"
	}
	claims["client_id"] = g.clientID
	claims["scope"] = g.scope
	claims["jti"] = rand.Text()
	claims["email"] = g.session.Email
	return claims
}

// idClaims follow OpenID Connect Core 2.
func idClaims(g grant, issuer string) jwt.MapClaims {
	claims := baseClaims(g, issuer)
	claims["aud"] = g.clientID
	claims["sid"] = g.session.SID
	if g.nonce != "" {
		claims["nonce"] = g.nonce
	}
	addProfile(claims, g.session.Email)
	return claims
}

// baseClaims are common to both. Auth0's issuer ends with a slash.
func baseClaims(g grant, issuer string) jwt.MapClaims {
	now := time.Now()
	return jwt.MapClaims{
		"iss":       issuer + "/",
		"sub":       g.session.Subject,
		"iat":       now.Unix(),
		"exp":       now.Unix() + tokenTTL,
		"auth_time": g.session.Since.Unix(),
	}
}

// addProfile adds the user's claims whatever the scope says: nobody's data is at
// stake here, and pages want a name to show.
func addProfile(claims jwt.MapClaims, email string) {
	name, _, _ := strings.Cut(email, "@")
	claims["email"] = email
	claims["email_verified"] = true
	claims["nickname"] = name
	claims["name"] = email
}

func sign(typ string, claims jwt.MapClaims) (string, error) {
	token := jwt.NewWithClaims(jwt.SigningMethodRS256, claims)
	token.Header["typ"] = typ
	token.Header["kid"] = signingKey().id
	return token.SignedString(signingKey().private)
}
