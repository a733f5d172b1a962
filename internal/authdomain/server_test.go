package authdomain_test

import (
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

// TestConcurrentUse is for the race detector.
func TestConcurrentUse(t *testing.T) {
	s := authdomain.New(authdomain.Config{Clients: []authdomain.Client{demoClient()}})
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			s.AddClient(authdomain.Client{ID: strconv.Itoa(i), WebOrigins: []string{app}})
			_, cookie := s.SignIn("ada@example.com")
			location, err := serve(s, http.MethodGet, "/authorize?"+authParams(nil).Encode(), "", cookie).Location()
			if !assert.NoError(t, err) {
				return
			}
			serve(s, http.MethodPost, "/oauth/token", tokenParams(location.Query().Get("code"), nil).Encode(), nil)
			s.SetFault("/oauth/revoke", authdomain.Fault{Status: 500 + i})
			serve(s, http.MethodPost, "/oauth/revoke", "token=x", nil)
			s.Requests("")
			s.Sessions()
			s.RefreshTokenActive("x")
			serve(s, http.MethodGet, "/v2/logout?client_id=demo", "", cookie)
		})
	}
	group.Wait()
	assert.Empty(t, s.Sessions())
}

func TestOnlyOneOfManyGetsTheTokens(t *testing.T) {
	s := authdomain.New(authdomain.Config{Clients: []authdomain.Client{demoClient()}})
	_, cookie := s.SignIn("ada@example.com")
	location, err := serve(s, http.MethodGet, "/authorize?"+authParams(nil).Encode(), "", cookie).Location()
	require.NoError(t, err)
	form := tokenParams(location.Query().Get("code"), nil).Encode()

	var winners atomic.Int32
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if serve(s, http.MethodPost, "/oauth/token", form, nil).StatusCode == http.StatusOK {
				winners.Add(1)
			}
		})
	}
	group.Wait()
	assert.EqualValues(t, 1, winners.Load())
}

func TestReset(t *testing.T) {
	d := start(t)
	token := refreshOf(t, d.tokens(nil))
	transaction := d.openLogin(url.Values{"prompt": {"login"}})
	granted := code(t, d.get("/authorize", authParams(nil)))
	d.SetFault("/userinfo", authdomain.Fault{Status: http.StatusTeapot})

	d.Reset()
	assert.Empty(t, d.Sessions())
	assert.Empty(t, d.RefreshTokens())
	assert.Empty(t, d.Requests(""))
	assert.False(t, d.hasSession())
	assert.False(t, d.RefreshTokenActive(token))
	assert.Equal(t, "invalid_grant", d.post("/oauth/token", tokenParams(granted, nil)).json(t)["error"])
	assert.Equal(t, http.StatusBadRequest, d.get("/u/login", url.Values{"state": {transaction}}).StatusCode)
	assert.Equal(t, http.StatusTeapot, d.get("/userinfo", nil).StatusCode, "a fault stays")
	assert.NotEmpty(t, d.signIn(nil), "and so does the client")
}

func TestEndpointsAreServed(t *testing.T) {
	d := start(t)
	for _, endpoint := range authdomain.Endpoints() {
		get, post := d.get(endpoint.Path, nil), d.post(endpoint.Path, nil)
		assert.False(t, get.StatusCode == http.StatusNotFound && post.StatusCode == http.StatusNotFound, endpoint.Path)
		assert.NotEmpty(t, endpoint.Purpose)
	}
}
