package authdomain_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

func (d *domain) refreshWith(token string, changes url.Values) answer {
	d.t.Helper()
	return d.post("/oauth/token", changed(url.Values{
		"grant_type": {"refresh_token"}, "client_id": {"demo"}, "refresh_token": {token},
	}, changes))
}

func TestRefreshRotates(t *testing.T) {
	d := start(t)
	first := refreshOf(t, d.tokens(nil))
	a := d.refreshWith(first, nil)
	require.Equal(t, http.StatusOK, a.StatusCode, a.body)
	second := refreshOf(t, a.json(t))

	assert.NotEqual(t, first, second)
	assert.False(t, d.RefreshTokenActive(first))
	assert.True(t, d.RefreshTokenActive(second))
	assert.NotEmpty(t, a.json(t)["id_token"])
	assert.Equal(t, fullSet, a.json(t)["scope"])
}

func TestReusedRefreshTokenRevokesTheFamily(t *testing.T) {
	d := start(t)
	first := refreshOf(t, d.tokens(nil))
	second := refreshOf(t, d.refreshWith(first, nil).json(t))

	assert.Equal(t, "invalid_grant", d.refreshWith(first, nil).json(t)["error"])
	assert.False(t, d.RefreshTokenActive(second))
	assert.Equal(t, "invalid_grant", d.refreshWith(second, nil).json(t)["error"])
}

func TestRefreshRefuses(t *testing.T) {
	tests := map[string]struct {
		changes url.Values
		code    string
	}{
		"no token":       {url.Values{"refresh_token": {""}}, "invalid_request"},
		"unknown token":  {url.Values{"refresh_token": {"x"}}, "invalid_grant"},
		"another client": {url.Values{"client_id": {"other"}}, "invalid_grant"},
		"more scope":     {url.Values{"scope": {"openid admin"}}, "invalid_scope"},
	}
	d := start(t)
	token := refreshOf(t, d.tokens(nil))
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			a := d.refreshWith(token, test.changes)
			assert.Equal(t, http.StatusBadRequest, a.StatusCode)
			assert.Equal(t, test.code, a.json(t)["error"])
			assert.True(t, d.RefreshTokenActive(token), "a refused request spends nothing")
		})
	}
}

func TestRefreshWithLessScope(t *testing.T) {
	d := start(t)
	token := refreshOf(t, d.tokens(nil))
	less := d.refreshWith(token, url.Values{"scope": {"openid"}}).json(t)
	assert.Equal(t, "openid", less["scope"])
	whole := d.refreshWith(refreshOf(t, less), nil).json(t)
	assert.Equal(t, fullSet, whole["scope"], "the grant itself does not shrink")
}

func TestRefreshTokenSurvivesLogout(t *testing.T) {
	d := start(t)
	token := refreshOf(t, d.tokens(nil))
	d.get("/v2/logout", url.Values{"client_id": {"demo"}})
	require.Empty(t, d.Sessions())
	assert.True(t, d.RefreshTokenActive(token))
	assert.Equal(t, http.StatusOK, d.refreshWith(token, nil).StatusCode)
}

func TestRefreshTokens(t *testing.T) {
	d := start(t)
	require.Empty(t, d.RefreshTokens())
	first := refreshOf(t, d.tokens(nil))
	second := refreshOf(t, d.refreshWith(first, nil).json(t))

	tokens := d.RefreshTokens()
	require.Len(t, tokens, 1, "an old one of the family is dead")
	assert.Equal(t, authdomain.RefreshToken{Token: second, ClientID: "demo", Scope: fullSet, Session: d.Sessions()[0]}, tokens[0])

	d.newBrowser()
	third := refreshOf(t, d.tokens(nil))
	require.Len(t, d.RefreshTokens(), 2)
	assert.Equal(t, third, d.RefreshTokens()[1].Token)
	d.post("/oauth/revoke", url.Values{"token": {second}, "client_id": {"demo"}})
	require.Len(t, d.RefreshTokens(), 1)
	assert.Equal(t, third, d.RefreshTokens()[0].Token)
}
