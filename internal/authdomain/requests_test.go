package authdomain_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

func TestRequests(t *testing.T) {
	d := start(t)
	d.do(http.MethodGet, "/v2/logout?client_id=demo&returnTo=x", "", http.Header{
		"Referer": {app + "/play"}, "Sec-Fetch-Dest": {"iframe"}, "Authorization": {"Bearer secret"},
	})
	d.do(http.MethodPost, "/oauth/revoke", `{"token":"t"}`, http.Header{"Content-Type": {"application/json"}, "Origin": {app}})
	d.do(http.MethodGet, "/v2/logout", "", http.Header{"Cookie": {"auth_session=x"}})

	logouts := d.Requests("/v2/logout")
	require.Len(t, logouts, 2)
	first := logouts[0]
	assert.Equal(t, http.MethodGet, first.Method)
	assert.Equal(t, url.Values{"client_id": {"demo"}, "returnTo": {"x"}}, first.Query)
	assert.Equal(t, app+"/play", first.Referer)
	assert.Equal(t, "iframe", first.Header.Get("Sec-Fetch-Dest"))
	assert.Empty(t, first.Header.Get("Authorization"))
	assert.False(t, first.SessionCookie)
	assert.True(t, logouts[1].SessionCookie)
	assert.Empty(t, logouts[1].Header.Get("Cookie"))

	revocations := d.Requests("/oauth/revoke")
	require.Len(t, revocations, 1)
	assert.Equal(t, url.Values{"token": {"t"}}, revocations[0].Form)
	assert.Equal(t, app, revocations[0].Origin)

	assert.Len(t, d.Requests(""), 3)
	assert.Empty(t, d.Requests("/nowhere"))
}

func TestRequestsKeepsTheLatest(t *testing.T) {
	s := authdomain.New(authdomain.Config{})
	for i := range 4100 {
		s.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/favicon.ico?n="+strconv.Itoa(i), nil))
	}
	kept := s.Requests("")
	require.Len(t, kept, 4096)
	assert.Equal(t, "4", kept[0].Query.Get("n"))
	assert.Equal(t, "4099", kept[len(kept)-1].Query.Get("n"))
}
