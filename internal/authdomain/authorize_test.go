package authdomain_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestAuthorizeNeverRedirectsToAnUnknownPlace(t *testing.T) {
	tests := map[string]struct {
		changes url.Values
		says    string
	}{
		"no client":           {url.Values{"client_id": {""}}, "Unknown client"},
		"unknown client":      {url.Values{"client_id": {`<b>x`}}, `Unknown client: "<b>x"`},
		"repeated client":     {url.Values{"client_id": {"demo", "demo"}}, "must not be repeated"},
		"no redirect_uri":     {url.Values{"redirect_uri": {""}}, "Allowed Callback URLs"},
		"other redirect_uri":  {url.Values{"redirect_uri": {"https://evil.example/redirect"}}, "Allowed Callback URLs"},
		"longer redirect_uri": {url.Values{"redirect_uri": {callback + "/"}}, "Allowed Callback URLs"},
		"more query":          {url.Values{"redirect_uri": {callback + "?a=b"}}, "Allowed Callback URLs"},
		"case":                {url.Values{"redirect_uri": {app + "/Redirect"}}, "Allowed Callback URLs"},
		"repeated uri":        {url.Values{"redirect_uri": {callback, "https://evil.example"}}, "must not be repeated"},
	}
	d := start(t)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			a := d.get("/authorize", authParams(test.changes))
			assert.Equal(t, http.StatusBadRequest, a.StatusCode)
			assert.Empty(t, a.Header.Get("Location"))
			assert.Contains(t, a.text(), test.says)
			assert.NotContains(t, a.body, "<b>")
		})
	}
}

func TestAuthorizeTellsTheClientItsErrors(t *testing.T) {
	tests := map[string]struct {
		changes url.Values
		code    string
	}{
		"implicit flow":       {url.Values{"response_type": {"token"}}, "unsupported_response_type"},
		"no response_type":    {url.Values{"response_type": {""}}, "unsupported_response_type"},
		"response_mode":       {url.Values{"response_mode": {"fragment"}}, "invalid_request"},
		"no challenge":        {url.Values{"code_challenge": {""}}, "invalid_request"},
		"short challenge":     {url.Values{"code_challenge": {"abc"}}, "invalid_request"},
		"plain challenge":     {url.Values{"code_challenge_method": {"plain"}}, "invalid_request"},
		"no challenge method": {url.Values{"code_challenge_method": {""}}, "invalid_request"},
		"unknown prompt":      {url.Values{"prompt": {"nothing"}}, "invalid_request"},
		"none and login":      {url.Values{"prompt": {"none login"}}, "invalid_request"},
		"negative max_age":    {url.Values{"max_age": {"-1"}}, "invalid_request"},
		"repeated scope":      {url.Values{"scope": {"openid", "email"}}, "invalid_request"},
		"request object":      {url.Values{"request": {"e30.e30."}}, "request_not_supported"},
		"not signed in":       {url.Values{"prompt": {"none"}}, "login_required"},
	}
	d := start(t)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			a := d.get("/authorize", authParams(test.changes))
			u := a.location(t)
			assert.Equal(t, http.StatusFound, a.StatusCode)
			assert.Equal(t, callback, u.Scheme+"://"+u.Host+u.Path)
			assert.Equal(t, test.code, u.Query().Get("error"))
			assert.NotEmpty(t, u.Query().Get("error_description"))
			assert.Equal(t, "st&te", u.Query().Get("state"))
			assert.Empty(t, u.Query().Get("code"))
			assert.Equal(t, "no-store", a.Header.Get("Cache-Control"))
		})
	}
}

func TestAuthorizeKeepsTheQueryOfTheRedirectURI(t *testing.T) {
	d := start(t)
	a := d.get("/authorize", authParams(url.Values{"redirect_uri": {app + "/redirect?tenant=a%20b"}, "prompt": {"none"}, "state": {""}}))
	u := a.location(t)
	assert.Contains(t, u.RawQuery, "tenant=a%20b&error=login_required")
	assert.False(t, u.Query().Has("state"))
}

func TestLiveSessionIsSingleSignOn(t *testing.T) {
	tests := map[string]struct {
		changes  url.Values
		asksUser bool
	}{
		"no prompt":      {nil, false},
		"prompt=none":    {url.Values{"prompt": {"none"}}, false},
		"prompt=consent": {url.Values{"prompt": {"consent"}}, false},
		"prompt=login":   {url.Values{"prompt": {"login"}}, true},
		"select_account": {url.Values{"prompt": {"select_account consent"}}, true},
		"max_age=0":      {url.Values{"max_age": {"0"}}, true},
		"max_age=3600":   {url.Values{"max_age": {"3600"}}, false},
		"another client": {url.Values{"client_id": {"other"}}, false},
	}
	d := start(t)
	d.signIn(nil)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			u := d.get("/authorize", authParams(test.changes)).location(t)
			if test.asksUser {
				assert.Equal(t, "/u/login", u.Path)
				return
			}
			assert.NotEmpty(t, u.Query().Get("code"))
			assert.Equal(t, "st&te", u.Query().Get("state"))
		})
	}
}

func TestPromptNoneWithMaxAgeZeroNeedsALogin(t *testing.T) {
	d := start(t)
	d.signIn(nil)
	u := d.get("/authorize", authParams(url.Values{"prompt": {"none"}, "max_age": {"0"}})).location(t)
	assert.Equal(t, "login_required", u.Query().Get("error"))
}

func TestClientsMayComeLater(t *testing.T) {
	d := start(t)
	late := demoClient()
	late.ID = "late"
	d.AddClient(late)
	late.RedirectURIs[0] = "https://changed.example"

	u := d.get("/authorize", authParams(url.Values{"client_id": {"late"}})).location(t)
	require.Equal(t, "/u/login", u.Path, "the server keeps its own copy")

	d.AddClient(late)
	a := d.get("/authorize", authParams(url.Values{"client_id": {"late"}}))
	assert.Equal(t, http.StatusBadRequest, a.StatusCode, "the same ID replaces")
}
