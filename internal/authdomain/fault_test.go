package authdomain_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

const logoutPath = "/v2/logout"

func TestFaultsThatReplaceTheAnswer(t *testing.T) {
	tests := map[string]struct {
		fault       authdomain.Fault
		status      int
		body        string
		contentType string
	}{
		"status":       {authdomain.Fault{Status: 503}, 503, "", "text/html; charset=utf-8"},
		"body":         {authdomain.Fault{Body: "<p>hi"}, 200, "<p>hi", "text/html; charset=utf-8"},
		"no content":   {authdomain.Fault{Status: 204}, 204, "", "text/html; charset=utf-8"},
		"content type": {authdomain.Fault{Status: 500, Body: "{}", ContentType: "application/json"}, 500, "{}", "application/json"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			d := start(t)
			d.signIn(nil)
			d.SetFault(logoutPath, test.fault)
			a := d.get(logoutPath, url.Values{"client_id": {"demo"}})
			assert.Equal(t, test.status, a.StatusCode)
			assert.Equal(t, test.body, a.body)
			assert.Equal(t, test.contentType, a.Header.Get("Content-Type"))
			assert.True(t, d.hasSession(), "the work is not done")
			assert.Len(t, d.Requests(logoutPath), 1, "but what arrived is known")

			d.SetFault(logoutPath, authdomain.Fault{})
			d.get(logoutPath, nil)
			assert.False(t, d.hasSession(), "the zero fault clears")
		})
	}
}

func TestFaultRedirectLoop(t *testing.T) {
	d := start(t)
	d.SetFault(logoutPath, authdomain.Fault{Status: http.StatusFound, Header: http.Header{"Location": {logoutPath}}})
	_, err := d.http.Client().Get(d.url + logoutPath)
	assert.ErrorContains(t, err, "stopped after 10 redirects")
}

func TestFaultsThatKeepTheWork(t *testing.T) {
	tests := map[string]struct {
		fault authdomain.Fault
		check func(t *testing.T, a answer)
	}{
		"header": {
			authdomain.Fault{Header: http.Header{"X-Frame-Options": {"DENY"}}},
			func(t *testing.T, a answer) { assert.Equal(t, "DENY", a.Header.Get("X-Frame-Options")) },
		},
		"header replaced": {
			authdomain.Fault{Header: http.Header{"Location": {"https://lost.example"}}},
			func(t *testing.T, a answer) { assert.Equal(t, "https://lost.example", a.Header.Get("Location")) },
		},
		"content type": {
			authdomain.Fault{ContentType: "text/plain"},
			func(t *testing.T, a answer) { assert.Equal(t, "text/plain", a.Header.Get("Content-Type")) },
		},
		"delay": {
			authdomain.Fault{Delay: time.Millisecond},
			func(t *testing.T, a answer) { assert.Equal(t, app+"/logged-out", a.Header.Get("Location")) },
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			d := start(t)
			d.signIn(nil)
			d.SetFault(logoutPath, test.fault)
			a := d.get(logoutPath, url.Values{"client_id": {"demo"}})
			assert.Equal(t, http.StatusFound, a.StatusCode)
			test.check(t, a)
			assert.Empty(t, d.Sessions())
		})
	}
}

func TestFaultHeaderOnAnAnswerWithoutExplicitStatus(t *testing.T) {
	d := start(t)
	d.SetFault(logoutPath, authdomain.Fault{Header: http.Header{"Content-Security-Policy": {"frame-ancestors 'none'"}}})
	a := d.get(logoutPath, nil)
	assert.Equal(t, "OK", a.body)
	assert.Equal(t, "frame-ancestors 'none'", a.Header.Get("Content-Security-Policy"))
}

func TestFaultHeaderIsCopied(t *testing.T) {
	d := start(t)
	header := http.Header{"X-Test": {"before"}}
	d.SetFault(logoutPath, authdomain.Fault{Header: header})
	header.Set("X-Test", "after")
	assert.Equal(t, "before", d.get(logoutPath, nil).Header.Get("X-Test"))
}

func TestFaultAfterWork(t *testing.T) {
	d := start(t)
	d.signIn(nil)
	d.SetFault(logoutPath, authdomain.Fault{Status: 500, AfterWork: true})
	a := d.get(logoutPath, url.Values{"client_id": {"demo"}})
	assert.Equal(t, 500, a.StatusCode)
	assert.Empty(t, a.Header.Get("Location"))
	assert.Empty(t, a.Header.Get("Set-Cookie"))
	assert.Empty(t, d.Sessions())
}

func TestFaultNoCORS(t *testing.T) {
	d := start(t)
	token := refreshOf(t, d.tokens(nil))
	d.SetFault("/oauth/revoke", authdomain.Fault{NoCORS: true})

	preflight := d.do(http.MethodOptions, "/oauth/revoke", "", http.Header{"Origin": {app}})
	assert.Equal(t, http.StatusNotFound, preflight.StatusCode)
	assert.Empty(t, preflight.Header.Get("Access-Control-Allow-Origin"))

	body := url.Values{"token": {token}, "client_id": {"demo"}}.Encode()
	a := d.do(http.MethodPost, "/oauth/revoke", body, http.Header{"Origin": {app}, "Content-Type": {"application/x-www-form-urlencoded"}})
	assert.Equal(t, http.StatusOK, a.StatusCode)
	assert.Empty(t, a.Header.Get("Access-Control-Allow-Origin"))
	assert.False(t, d.RefreshTokenActive(token), "the work is done")
}

func TestFaultStatusKeepsCORS(t *testing.T) {
	d := start(t)
	d.SetFault("/oauth/revoke", authdomain.Fault{Status: 429})
	a := d.do(http.MethodPost, "/oauth/revoke", "", http.Header{"Origin": {app}})
	assert.Equal(t, 429, a.StatusCode)
	assert.Equal(t, app, a.Header.Get("Access-Control-Allow-Origin"))
	preflight := d.do(http.MethodOptions, "/oauth/revoke", "", http.Header{"Origin": {app}})
	assert.Equal(t, http.StatusNoContent, preflight.StatusCode)
}

func TestFaultDrop(t *testing.T) {
	d := start(t)
	d.signIn(nil)
	d.SetFault(logoutPath, authdomain.Fault{Drop: true})
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, d.url+logoutPath, nil)
	require.NoError(t, err)
	_, err = d.try(req)
	assert.Error(t, err)
	assert.Len(t, d.Sessions(), 1)
}

func TestFaultHangEndsWithTheClient(t *testing.T) {
	d := start(t)
	d.SetFault(logoutPath, authdomain.Fault{Hang: true})
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, d.url+logoutPath, nil)
	require.NoError(t, err)
	_, err = d.try(req)
	assert.ErrorIs(t, err, context.DeadlineExceeded)
	d.http.Close() // blocks for as long as a request is held
}

func TestFaultHangEndsWithClose(t *testing.T) {
	d := start(t)
	d.SetFault(logoutPath, authdomain.Fault{Hang: true})
	failed := make(chan error)
	go func() {
		_, err := d.http.Client().Get(d.url + logoutPath)
		failed <- err
	}()
	require.Eventually(t, func() bool { return len(d.Requests(logoutPath)) == 1 }, 5*time.Second, time.Millisecond)
	d.Close()
	d.Close()
	assert.Error(t, <-failed)
}

func TestFaultDelayPassesFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := authdomain.New(authdomain.Config{})
		s.SetFault(logoutPath, authdomain.Fault{Delay: time.Hour})
		began := time.Now()
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, logoutPath, nil))
		assert.Equal(t, time.Hour, time.Since(began))
		assert.Equal(t, "OK", w.Body.String())
	})
}

func TestFaultDelayEndsWithTheClient(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := authdomain.New(authdomain.Config{})
		_, cookie := s.SignIn("ada@example.com")
		s.SetFault(logoutPath, authdomain.Fault{Delay: time.Hour})
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		r := httptest.NewRequestWithContext(ctx, http.MethodGet, logoutPath, nil)
		r.AddCookie(cookie)
		// A recorder has no connection to close, as HTTP/2 has none.
		assert.PanicsWithValue(t, http.ErrAbortHandler, func() { s.ServeHTTP(httptest.NewRecorder(), r) })
		assert.Len(t, s.Sessions(), 1)
	})
}
