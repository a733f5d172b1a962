package authdomain_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/golang-jwt/jwt/v5"
	"github.com/stretchr/testify/assert"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

func TestUserinfo(t *testing.T) {
	d := start(t)
	tokens := d.tokens(nil)
	a := d.do(http.MethodGet, "/userinfo", "", http.Header{"Authorization": {"bearer " + tokens["access_token"].(string)}})
	user := a.json(t)
	assert.Equal(t, d.Sessions()[0].Subject, user["sub"])
	assert.Equal(t, "player@example.com", user["email"])
	assert.Equal(t, "player", user["nickname"])
	assert.Equal(t, "no-store", a.Header.Get("Cache-Control"))
}

func TestUserinfoRefuses(t *testing.T) {
	d := start(t)
	tokens := d.tokens(nil)
	access := tokens["access_token"].(string)
	d.newBrowser()
	unscoped := d.tokens(url.Values{"scope": {"email"}})["access_token"].(string)
	elsewhere := startWith(t, authdomain.Config{Clients: []authdomain.Client{demoClient()}})
	foreign := elsewhere.tokens(nil)["access_token"].(string)
	unsigned, err := jwt.NewWithClaims(jwt.SigningMethodNone, jwt.MapClaims{"sub": "x"}).SignedString(jwt.UnsafeAllowNoneSignatureType)
	assert.NoError(t, err)

	const invalid = `Bearer error="invalid_token"`
	tests := map[string]struct {
		authorization string
		status        int
		challenge     string
	}{
		"nothing":        {"", 401, "Bearer"},
		"basic":          {"Basic " + access, 401, "Bearer"},
		"empty":          {"Bearer ", 401, "Bearer"},
		"garbage":        {"Bearer x", 401, invalid},
		"unsigned":       {"Bearer " + unsigned, 401, invalid},
		"tampered":       {"Bearer " + access[:len(access)-8] + "AAAAAAAA", 401, invalid},
		"id token":       {"Bearer " + tokens["id_token"].(string), 401, invalid},
		"another issuer": {"Bearer " + foreign, 401, invalid},
		"no openid":      {"Bearer " + unscoped, 403, `Bearer error="insufficient_scope", scope="openid"`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			a := d.do(http.MethodGet, "/userinfo", "", http.Header{"Authorization": {test.authorization}})
			assert.Equal(t, test.status, a.StatusCode)
			assert.Equal(t, test.challenge, a.Header.Get("WWW-Authenticate"))
		})
	}
}
