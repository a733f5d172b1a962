package main

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const verifier = "a-verifier-of-at-least-forty-three-characters-long"

// signIn does what an app does (RFC 7636) and returns its refresh token.
func (c *command) signIn(more url.Values) string {
	c.t.Helper()
	sum := sha256.Sum256([]byte(verifier))
	query := url.Values{
		"client_id": {"my-client"}, "redirect_uri": {app + "/redirect"}, "response_type": {"code"}, "scope": {"openid offline_access"},
		"code_challenge": {base64.RawURLEncoding.EncodeToString(sum[:])}, "code_challenge_method": {"S256"},
	}
	maps.Copy(query, more)
	response, text := c.get("/authorize?" + query.Encode())
	back, err := response.Location()
	require.NoError(c.t, err, text)
	require.NotEmpty(c.t, back.Query().Get("code"), back)
	_, text = c.post("/oauth/token", url.Values{
		"grant_type": {"authorization_code"}, "client_id": {"my-client"}, "code": {back.Query().Get("code")},
		"redirect_uri": {app + "/redirect"}, "code_verifier": {verifier},
	})
	var tokens struct {
		Refresh string `json:"refresh_token"`
	}
	require.NoError(c.t, json.Unmarshal([]byte(text), &tokens))
	require.NotEmpty(c.t, tokens.Refresh, text)
	return tokens.Refresh
}

func (c *command) logout() *http.Response {
	c.t.Helper()
	response, _ := c.get("/v2/logout?client_id=my-client&returnTo=" + app + "/silent-logout")
	return response
}

func TestTheTruthOfALogout(t *testing.T) {
	c := start(t, "-sign-in", "ada@example.com")
	assert.Empty(t, c.list("/_authdomain/sessions"))
	assert.Empty(t, c.list("/_authdomain/refresh-tokens"))
	assert.Empty(t, c.list("/_authdomain/requests"))

	token := c.signIn(nil)
	sessions := c.list("/_authdomain/sessions")
	require.Len(t, sessions, 1)
	assert.Equal(t, "ada@example.com", sessions[0]["email"])
	tokens := c.list("/_authdomain/refresh-tokens")
	require.Len(t, tokens, 1)
	assert.Equal(t, token, tokens[0]["token"])
	assert.Equal(t, "my-client", tokens[0]["clientId"])
	assert.Equal(t, sessions[0]["sid"], tokens[0]["sid"])

	assert.Equal(t, app+"/silent-logout", c.logout().Header.Get("Location"))
	assert.Empty(t, c.list("/_authdomain/sessions"))
	assert.Len(t, c.list("/_authdomain/refresh-tokens"), 1, "a logout does not revoke")
	logouts := c.list("/_authdomain/requests?path=/v2/logout")
	require.Len(t, logouts, 1)
	assert.Equal(t, true, logouts[0]["sessionCookie"])

	c.post("/oauth/revoke", url.Values{"token": {token}, "client_id": {"my-client"}})
	assert.Empty(t, c.list("/_authdomain/refresh-tokens"))
	assert.Len(t, c.list("/_authdomain/requests"), 4, "what the test asks is not among them")
}

func TestSignInHintNamesAnotherUser(t *testing.T) {
	c := start(t, "-sign-in", "ada@example.com")
	c.signIn(url.Values{"login_hint": {"worker-7@example.com"}})
	assert.Equal(t, "worker-7@example.com", c.list("/_authdomain/sessions")[0]["email"])
}

func TestWithoutSignInThereIsAForm(t *testing.T) {
	c := start(t)
	response, _ := c.get("/authorize?client_id=my-client&redirect_uri=" + app + "/redirect&response_type=code" +
		"&code_challenge_method=S256&code_challenge=0123456789012345678901234567890123456789012")
	assert.Contains(t, response.Header.Get("Location"), "/u/login?state=")
}

func TestFaultsByFlagAndWhileItRuns(t *testing.T) {
	c := start(t, "-fault", "/v2/logout status 503")
	assert.Contains(t, c.printed, "Fault         /v2/logout status 503\n")
	assert.Equal(t, http.StatusServiceUnavailable, c.logout().StatusCode)

	response, text := c.do(http.MethodPut, "/_authdomain/faults", `{"/v2/logout": "no-frame", "/oauth/revoke": "status 429"}`, nil)
	assert.Equal(t, http.StatusOK, response.StatusCode)
	assert.JSONEq(t, `{"/oauth/revoke":"status 429","/v2/logout":"no-frame"}`, text)
	assert.Equal(t, http.StatusFound, c.logout().StatusCode)
	assert.Equal(t, "DENY", c.logout().Header.Get("X-Frame-Options"))
	response, _ = c.post("/oauth/revoke", nil)
	assert.Equal(t, http.StatusTooManyRequests, response.StatusCode)

	c.do(http.MethodPut, "/_authdomain/faults", `{"/v2/logout": "status 404"}`, nil)
	response, _ = c.post("/oauth/revoke", nil)
	assert.Equal(t, http.StatusBadRequest, response.StatusCode, "a PUT ends what it does not name")
	c.do(http.MethodPut, "/_authdomain/faults", `{}`, nil)
	assert.Equal(t, http.StatusFound, c.logout().StatusCode)
}

func TestFaultsThatAreRefusedChangeNothing(t *testing.T) {
	c := start(t, "-fault", "/v2/logout status 503")
	tests := map[string]struct{ body, says string }{
		"no JSON":           {"hang", `a JSON object is needed, such as {"/v2/logout": "hang"}: `},
		"another type":      {`{"/v2/logout": true}`, "a JSON object is needed"},
		"no words":          {`{"/v2/logout": ""}`, "/v2/logout: a fault needs a word"},
		"an unknown word":   {`{"/userinfo": "hang", "/v2/logout": "hung"}`, `/v2/logout: "hung" is no fault`},
		"an unknown path":   {`{"/v2/logut": "hang"}`, `"/v2/logut" is no endpoint`},
		"the control":       {`{"/_authdomain/sessions": "hang"}`, "is no endpoint"},
		"far too much":      {`{"/v2/logout": "` + string(make([]byte, maxFaults)) + `"}`, "a JSON object is needed"},
		"an unended object": {`{"/v2/logout": "hang"`, "a JSON object is needed"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			response, text := c.do(http.MethodPut, "/_authdomain/faults", test.body, nil)
			assert.Equal(t, http.StatusBadRequest, response.StatusCode)
			var answer struct{ Error string }
			require.NoError(t, json.Unmarshal([]byte(text), &answer), text)
			assert.Contains(t, answer.Error, test.says)
			_, text = c.get("/_authdomain/faults")
			assert.JSONEq(t, `{"/v2/logout":"status 503"}`, text)
		})
	}
}

func TestReset(t *testing.T) {
	c := start(t, "-sign-in", "ada@example.com", "-fault", "/userinfo status 503")
	c.signIn(nil)
	c.do(http.MethodPut, "/_authdomain/faults", `{"/v2/logout": "hang"}`, nil)
	response, _ := c.do(http.MethodPost, "/_authdomain/reset", "", nil)
	assert.Equal(t, http.StatusNoContent, response.StatusCode)

	assert.Empty(t, c.list("/_authdomain/sessions"))
	assert.Empty(t, c.list("/_authdomain/refresh-tokens"))
	assert.Empty(t, c.list("/_authdomain/requests"))
	_, text := c.get("/_authdomain/faults")
	assert.JSONEq(t, `{"/userinfo":"status 503"}`, text)
}

func TestStoppingReleasesARequestThatAFaultHolds(t *testing.T) {
	c := start(t, "-fault", "/v2/logout hang")
	sent, released := make(chan struct{}), make(chan error, 1)
	trace := &httptrace.ClientTrace{WroteRequest: func(httptrace.WroteRequestInfo) { close(sent) }}
	r, err := http.NewRequestWithContext(httptrace.WithClientTrace(t.Context(), trace), http.MethodGet, c.origin+"/v2/logout", nil)
	require.NoError(t, err)
	go func() {
		_, err := http.DefaultTransport.RoundTrip(r)
		released <- err
	}()
	<-sent
	assert.NoError(t, c.stop())
	assert.Error(t, <-released)
}
