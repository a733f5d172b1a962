package authdomain_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

func TestCORS(t *testing.T) {
	const evil = "https://evil.example"
	tests := map[string]struct {
		method, path, origin string
		allowed, credentials string
	}{
		"token":                  {"POST", "/oauth/token", app, app, ""},
		"token, preflight":       {"OPTIONS", "/oauth/token", app, app, ""},
		"token, other origin":    {"POST", "/oauth/token", evil, "", ""},
		"revoke":                 {"POST", "/oauth/revoke", app, app, ""},
		"revoke, preflight":      {"OPTIONS", "/oauth/revoke", app, app, ""},
		"revoke, evil preflight": {"OPTIONS", "/oauth/revoke", evil, "", ""},
		"revoke, other port":     {"POST", "/oauth/revoke", "http://localhost:3001", "", ""},
		"userinfo":               {"GET", "/userinfo", app, app, ""},
		"userinfo, preflight":    {"OPTIONS", "/userinfo", app, app, ""},
		"session":                {"GET", "/session", app, app, "true"},
		"session, other origin":  {"GET", "/session", evil, "", ""},
		"session, null origin":   {"GET", "/session", "null", "", ""},
		"second client":          {"GET", "/session", "https://second.example", "https://second.example", "true"},
		"discovery":              {"GET", "/.well-known/openid-configuration", evil, "*", ""},
		"jwks":                   {"GET", "/.well-known/jwks.json", evil, "*", ""},
		"login page":             {"GET", "/u/login", app, "", ""},
		"logout":                 {"GET", "/v2/logout", app, "", ""},
	}
	d := start(t)
	d.AddClient(authdomain.Client{ID: "second", WebOrigins: []string{"https://second.example/"}})
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			a := d.do(test.method, test.path, "", http.Header{"Origin": {test.origin}})
			assert.Equal(t, test.allowed, a.Header.Get("Access-Control-Allow-Origin"))
			assert.Equal(t, test.credentials, a.Header.Get("Access-Control-Allow-Credentials"))
			if test.allowed != "" {
				assert.Equal(t, "Origin", a.Header.Get("Vary"))
			}
			if test.method == http.MethodOptions {
				assert.Equal(t, http.StatusNoContent, a.StatusCode)
				assert.Contains(t, a.Header.Get("Access-Control-Allow-Headers"), "Content-Type")
				assert.Contains(t, a.Header.Get("Access-Control-Allow-Methods"), "POST")
			}
		})
	}
}

func TestFormPostFromAnUnknownOriginStillRevokes(t *testing.T) {
	d := start(t)
	token := refreshOf(t, d.tokens(nil))
	form := url.Values{"token": {token}, "client_id": {"demo"}}
	a := d.do(http.MethodPost, "/oauth/revoke", form.Encode(), http.Header{
		"Content-Type": {"application/x-www-form-urlencoded;charset=UTF-8"}, "Origin": {"https://unlisted.example"},
	})
	assert.Equal(t, http.StatusOK, a.StatusCode)
	assert.False(t, d.RefreshTokenActive(token))
}
