package authdomain_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

// serve runs one request in this goroutine, where time is synctest's.
func serve(s *authdomain.Server, method, target, body string, cookie *http.Cookie) *http.Response {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if cookie != nil {
		r.AddCookie(cookie)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Result()
}

func TestCodeExpires(t *testing.T) {
	tests := map[string]struct {
		after  time.Duration
		status int
	}{
		"just in time": {59 * time.Second, http.StatusOK},
		"too late":     {60 * time.Second, http.StatusBadRequest},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := authdomain.New(authdomain.Config{Clients: []authdomain.Client{demoClient()}})
				_, cookie := s.SignIn("ada@example.com")
				location, err := serve(s, "GET", "/authorize?"+authParams(nil).Encode(), "", cookie).Location()
				require.NoError(t, err)
				time.Sleep(test.after)
				form := tokenParams(location.Query().Get("code"), nil).Encode()
				assert.Equal(t, test.status, serve(s, "POST", "/oauth/token", form, nil).StatusCode)
			})
		})
	}
}

func TestTransactionExpires(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := authdomain.New(authdomain.Config{Clients: []authdomain.Client{demoClient()}})
		open := func() string {
			location, err := serve(s, "GET", "/authorize?"+authParams(nil).Encode(), "", nil).Location()
			require.NoError(t, err)
			return location.Query().Get("state")
		}
		post := func(state string) int {
			form := url.Values{"state": {state}, "email": {"ada@example.com"}}.Encode()
			return serve(s, "POST", "/u/login", form, nil).StatusCode
		}
		old := open()
		time.Sleep(9 * time.Minute)
		young := open()
		time.Sleep(time.Minute)
		open() // sweeps
		assert.Equal(t, http.StatusBadRequest, post(old))
		assert.Equal(t, http.StatusFound, post(young))
	})
}

func TestMaxAgeCountsFromTheSignIn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := authdomain.New(authdomain.Config{Clients: []authdomain.Client{demoClient()}})
		_, cookie := s.SignIn("ada@example.com")
		query := "/authorize?" + authParams(url.Values{"max_age": {"60"}, "prompt": {"none"}}).Encode()
		time.Sleep(59 * time.Second)
		location, err := serve(s, "GET", query, "", cookie).Location()
		require.NoError(t, err)
		assert.NotEmpty(t, location.Query().Get("code"))
		time.Sleep(time.Second)
		location, err = serve(s, "GET", query, "", cookie).Location()
		require.NoError(t, err)
		assert.Equal(t, "login_required", location.Query().Get("error"))
	})
}

func TestSessionsAreListedOldestFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := authdomain.New(authdomain.Config{})
		assert.Empty(t, s.Sessions())
		var want []authdomain.Session
		for _, email := range []string{"a@b.example", "c@d.example", "A@B.example"} {
			session, _ := s.SignIn(email)
			want = append(want, session)
			time.Sleep(time.Second)
		}
		assert.Equal(t, want, s.Sessions())
		assert.Equal(t, want[0].Subject, want[2].Subject)
		assert.NotEqual(t, want[0].Subject, want[1].Subject)
	})
}
