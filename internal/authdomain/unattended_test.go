package authdomain_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

func startUnattended(t *testing.T) *domain {
	return startWith(t, authdomain.Config{SignIn: "ada@example.com", Clients: []authdomain.Client{demoClient()}})
}

func TestSignInWithoutTheForm(t *testing.T) {
	tests := map[string]struct{ hint, email string }{
		"the one of the configuration": {"", "ada@example.com"},
		"the one of the request":       {"bob@example.com", "bob@example.com"},
		"a hint that is no address":    {"bob", "ada@example.com"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			d := startUnattended(t)
			a := d.get("/authorize", authParams(url.Values{"login_hint": {test.hint}}))
			tokens := d.post("/oauth/token", tokenParams(code(t, a), nil))
			assert.Equal(t, http.StatusOK, tokens.StatusCode, tokens.body)
			require.Len(t, d.Sessions(), 1)
			assert.Equal(t, test.email, d.Sessions()[0].Email)
			assert.True(t, d.hasSession())
		})
	}
}

func TestSignInWithoutTheFormKeepsTheRules(t *testing.T) {
	d := startUnattended(t)
	silent := authParams(url.Values{"prompt": {"none"}})
	refused := d.get("/authorize", silent).location(t)
	assert.Equal(t, "login_required", refused.Query().Get("error"), "prompt=none tells the truth")

	code(t, d.get("/authorize", authParams(nil)))
	first := d.Sessions()[0]
	code(t, d.get("/authorize", authParams(url.Values{"login_hint": {"bob@example.com"}})))
	assert.Equal(t, []authdomain.Session{first}, d.Sessions(), "a live session is single sign-on")
	code(t, d.get("/authorize", authParams(url.Values{"login_hint": {"bob@example.com"}, "prompt": {"login"}})))
	require.Len(t, d.Sessions(), 1)
	assert.Equal(t, "bob@example.com", d.Sessions()[0].Email)

	d.get("/v2/logout", nil)
	refused = d.get("/authorize", silent).location(t)
	assert.Equal(t, "login_required", refused.Query().Get("error"))
}
