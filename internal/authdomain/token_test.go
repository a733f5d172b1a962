package authdomain_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTokens(t *testing.T) {
	d := start(t)
	a := d.post("/oauth/token", tokenParams(d.signIn(nil), nil))
	require.Equal(t, http.StatusOK, a.StatusCode, a.body)
	assert.Equal(t, "application/json", a.Header.Get("Content-Type"))
	assert.Equal(t, "no-store", a.Header.Get("Cache-Control"))

	tokens := a.json(t)
	assert.Equal(t, "Bearer", tokens["token_type"])
	assert.Equal(t, fullSet, tokens["scope"])
	assert.EqualValues(t, 86400, tokens["expires_in"])
	assert.NotContains(t, tokens["refresh_token"], ".")
	assert.True(t, d.RefreshTokenActive(refreshOf(t, tokens)))

	session := d.Sessions()[0]
	id, idHeader := claims(t, tokens["id_token"])
	assert.Equal(t, "RS256", idHeader["alg"])
	assert.NotEmpty(t, idHeader["kid"])
	assert.Equal(t, d.url+"/", id["iss"])
	assert.Equal(t, "demo", id["aud"])
	assert.Equal(t, session.Subject, id["sub"])
	assert.Equal(t, session.SID, id["sid"])
	assert.Equal(t, "n0nce", id["nonce"])
	assert.Equal(t, "player@example.com", id["email"])
	assert.Equal(t, "player", id["nickname"])
	assert.EqualValues(t, session.Since.Unix(), id["auth_time"])
	assert.InDelta(t, time.Now().Unix(), id["iat"], 60)
	assert.InDelta(t, time.Now().Unix()+86400, id["exp"], 60)

	access, accessHeader := claims(t, tokens["access_token"])
	assert.Equal(t, "at+jwt", accessHeader["typ"])
	assert.Equal(t, "platform_api", access["aud"])
	assert.Equal(t, "demo", access["client_id"])
	assert.Equal(t, fullSet, access["scope"])
	assert.NotEmpty(t, access["jti"])
}

func claims(t *testing.T, token any) (claims jwt.MapClaims, header map[string]any) {
	t.Helper()
	require.IsType(t, "", token)
	parsed, _, err := jwt.NewParser().ParseUnverified(token.(string), jwt.MapClaims{})
	require.NoError(t, err)
	return parsed.Claims.(jwt.MapClaims), parsed.Header
}

func TestScopeDecidesWhichTokens(t *testing.T) {
	tests := map[string]struct {
		changes     url.Values
		id, refresh bool
	}{
		"all":              {nil, true, true},
		"no offline":       {url.Values{"scope": {"openid  email"}}, true, false},
		"no openid":        {url.Values{"scope": {"offline_access"}}, false, true},
		"none":             {url.Values{"scope": {""}}, false, false},
		"no audience":      {url.Values{"scope": {"openid"}, "audience": {""}}, true, false},
		"without nonce":    {url.Values{"nonce": {""}}, true, true},
		"signing in again": {url.Values{"prompt": {"login"}}, true, true},
	}
	d := start(t)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			d.newBrowser()
			tokens := d.tokens(test.changes)
			assert.Equal(t, test.id, tokens["id_token"] != nil)
			assert.Equal(t, test.refresh, tokens["refresh_token"] != nil)
			access, _ := claims(t, tokens["access_token"])
			assert.NotEmpty(t, access["aud"])
		})
	}
}

func TestTokenRefuses(t *testing.T) {
	tests := map[string]struct {
		changes url.Values
		status  int
		code    string
	}{
		"no grant_type":      {url.Values{"grant_type": {""}}, 400, "invalid_request"},
		"unknown grant_type": {url.Values{"grant_type": {"password"}}, 400, "unsupported_grant_type"},
		"no client":          {url.Values{"client_id": {""}}, 401, "invalid_client"},
		"unknown client":     {url.Values{"client_id": {"x"}}, 401, "invalid_client"},
		"another client":     {url.Values{"client_id": {"other"}}, 400, "invalid_grant"},
		"no code":            {url.Values{"code": {""}}, 400, "invalid_grant"},
		"unknown code":       {url.Values{"code": {"x"}}, 400, "invalid_grant"},
		"repeated code":      {url.Values{"code": {"x", "y"}}, 400, "invalid_request"},
		"no redirect_uri":    {url.Values{"redirect_uri": {""}}, 400, "invalid_grant"},
		"other redirect_uri": {url.Values{"redirect_uri": {app}}, 400, "invalid_grant"},
		"no verifier":        {url.Values{"code_verifier": {""}}, 400, "invalid_grant"},
		"wrong verifier":     {url.Values{"code_verifier": {strings.Repeat("x", 43)}}, 400, "invalid_grant"},
		"short verifier":     {url.Values{"code_verifier": {"x"}}, 400, "invalid_grant"},
	}
	d := start(t)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			d.newBrowser()
			a := d.post("/oauth/token", tokenParams(d.signIn(nil), test.changes))
			assert.Equal(t, test.status, a.StatusCode)
			assert.Equal(t, test.code, a.json(t)["error"])
			assert.Equal(t, "no-store", a.Header.Get("Cache-Control"))
		})
	}
}

func TestCodeIsOneShot(t *testing.T) {
	d := start(t)
	code := d.signIn(nil)
	first := d.post("/oauth/token", tokenParams(code, nil))
	require.Equal(t, http.StatusOK, first.StatusCode)
	refresh := refreshOf(t, first.json(t))

	second := d.post("/oauth/token", tokenParams(code, nil))
	assert.Equal(t, "invalid_grant", second.json(t)["error"])
	assert.False(t, d.RefreshTokenActive(refresh), "a code used twice revokes what it gave")
}

func TestFailedProofSpendsTheCode(t *testing.T) {
	d := start(t)
	code := d.signIn(nil)
	d.post("/oauth/token", tokenParams(code, url.Values{"code_verifier": {strings.Repeat("x", 43)}}))
	a := d.post("/oauth/token", tokenParams(code, nil))
	assert.Equal(t, "invalid_grant", a.json(t)["error"])
}

func TestTokenRequestBodies(t *testing.T) {
	const form, jsonType = "application/x-www-form-urlencoded", "application/json; charset=utf-8"
	tests := map[string]struct {
		contentType, body string
		status            int
	}{
		"form":          {form, "CODE&grant_type=authorization_code&client_id=demo", 200},
		"json":          {jsonType, `{"grant_type":"authorization_code","client_id":"demo",CODE}`, 200},
		"json array":    {jsonType, `["grant_type"]`, 400},
		"json numbers":  {jsonType, `{"grant_type":1}`, 400},
		"json and more": {jsonType, `{"grant_type":"authorization_code"} {}`, 400},
		"bad escape":    {form, "CODE&grant_type=authorization_code&client_id=demo&x=%zz", 400},
		"text":          {"text/plain", "CODE&grant_type=authorization_code&client_id=demo", 400},
		"no type":       {"", "CODE&grant_type=authorization_code&client_id=demo", 400},
		"bad type":      {"a/b; =", "CODE", 400},
		"empty":         {form, "", 400},
		"too large":     {form, "CODE&grant_type=authorization_code&client_id=demo&x=" + strings.Repeat("y", 64<<10), 400},
	}
	d := start(t)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			d.newBrowser()
			rest := url.Values{"code": {d.signIn(nil)}, "redirect_uri": {callback}, "code_verifier": {verifier}}
			inForm := rest.Encode()
			inJSON := `"code":"` + rest.Get("code") + `","redirect_uri":"` + callback + `","code_verifier":"` + verifier + `"`
			body := strings.Replace(test.body, "CODE", map[bool]string{true: inJSON, false: inForm}[test.contentType == jsonType], 1)
			a := d.do(http.MethodPost, "/oauth/token", body, http.Header{"Content-Type": {test.contentType}})
			assert.Equal(t, test.status, a.StatusCode, a.body)
			if test.status != http.StatusOK {
				assert.Equal(t, "invalid_request", a.json(t)["error"])
			}
		})
	}
}
