package authdomain_test

import (
	"net/http"
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
