package authdomain_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

func TestDiscovery(t *testing.T) {
	d := start(t)
	a := d.get("/.well-known/openid-configuration", nil)
	meta := a.json(t)
	assert.Equal(t, d.url+"/", meta["issuer"])
	for name, path := range map[string]string{
		"authorization_endpoint": "/authorize",
		"token_endpoint":         "/oauth/token",
		"revocation_endpoint":    "/oauth/revoke",
		"userinfo_endpoint":      "/userinfo",
		"jwks_uri":               "/.well-known/jwks.json",
	} {
		assert.Equal(t, d.url+path, meta[name])
	}
	assert.NotContains(t, meta, "end_session_endpoint")
}

func TestJWKSHoldsNoPrivateKey(t *testing.T) {
	keys := start(t).get("/.well-known/jwks.json", nil).json(t)["keys"].([]any)
	require.Len(t, keys, 1)
	key := keys[0].(map[string]any)
	assert.Equal(t, "AQAB", key["e"])
	assert.Len(t, key["n"], 342, "2048 bits")
	assert.Len(t, key, 6)
}

func TestIssuer(t *testing.T) {
	tests := map[string]struct{ configured, url, want string }{
		"derived":               {"", "http://localhost:9000", "http://localhost:9000/"},
		"derived, TLS":          {"", "https://auth.example", "https://auth.example/"},
		"configured":            {"https://auth.example", "http://localhost:9000", "https://auth.example/"},
		"configured with slash": {"https://auth.example/", "http://localhost:9000", "https://auth.example/"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s := authdomain.New(authdomain.Config{Issuer: test.configured})
			w := httptest.NewRecorder()
			s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, test.url+"/.well-known/openid-configuration", nil))
			assert.Contains(t, w.Body.String(), `"issuer":"`+test.want+`"`)
		})
	}
}
