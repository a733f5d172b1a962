package authdomain_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRevokeEndsTheFamily(t *testing.T) {
	tests := map[string]struct {
		body, contentType string
	}{
		"form": {"token=TOKEN&token_type_hint=refresh_token&client_id=demo", "application/x-www-form-urlencoded"},
		"json": {`{"token":"TOKEN","client_id":"demo"}`, "application/json"},
		"hint": {"token=TOKEN&token_type_hint=access_token&client_id=demo", "application/x-www-form-urlencoded"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			d := start(t)
			first := refreshOf(t, d.tokens(nil))
			second := refreshOf(t, d.refreshWith(first, nil).json(t))
			// The old token of the family will do.
			body := strings.Replace(test.body, "TOKEN", first, 1)
			a := d.do(http.MethodPost, "/oauth/revoke", body, http.Header{"Content-Type": {test.contentType}})

			assert.Equal(t, http.StatusOK, a.StatusCode)
			assert.Empty(t, a.body)
			assert.False(t, d.RefreshTokenActive(second))
			assert.Equal(t, "invalid_grant", d.refreshWith(second, nil).json(t)["error"])
			assert.True(t, d.hasSession(), "revocation is not logout")
		})
	}
}

func TestRevokeAnswers(t *testing.T) {
	d := start(t)
	tokens := d.tokens(nil)
	live := refreshOf(t, tokens)
	tests := map[string]struct {
		form   url.Values
		status int
		code   any
	}{
		"unknown token":  {url.Values{"token": {"x"}, "client_id": {"demo"}}, 200, nil},
		"access token":   {url.Values{"token": {tokens["access_token"].(string)}, "client_id": {"demo"}}, 200, nil},
		"no token":       {url.Values{"client_id": {"demo"}}, 400, "invalid_request"},
		"two tokens":     {url.Values{"token": {"x", live}, "client_id": {"demo"}}, 400, "invalid_request"},
		"no client":      {url.Values{"token": {live}}, 401, "invalid_client"},
		"unknown client": {url.Values{"token": {live}, "client_id": {"x"}}, 401, "invalid_client"},
		"another client": {url.Values{"token": {live}, "client_id": {"other"}}, 400, "invalid_grant"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			a := d.post("/oauth/revoke", test.form)
			assert.Equal(t, test.status, a.StatusCode)
			if test.code == nil {
				assert.Empty(t, a.body)
			} else {
				assert.Equal(t, test.code, a.json(t)["error"])
			}
			assert.True(t, d.RefreshTokenActive(live))
		})
	}
}

func TestRevokeTwice(t *testing.T) {
	d := start(t)
	form := url.Values{"token": {refreshOf(t, d.tokens(nil))}, "client_id": {"demo"}}
	require.Equal(t, http.StatusOK, d.post("/oauth/revoke", form).StatusCode)
	assert.Equal(t, http.StatusOK, d.post("/oauth/revoke", form).StatusCode)
}
