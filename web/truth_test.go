package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

func TestTruthNeedsNoCookie(t *testing.T) {
	domain := authdomain.New(authdomain.Config{})
	ask := func(query url.Values) string {
		w := httptest.NewRecorder()
		tellTruth(w, httptest.NewRequest(http.MethodGet, "/truth?"+query.Encode(), nil), domain)
		assert.Equal(t, "no-store", w.Header().Get("Cache-Control"))
		return w.Body.String()
	}
	session, cookie := domain.SignIn("ada@example.com")
	sid := url.Values{"sid": {session.SID}}
	assert.Contains(t, ask(sid), `"email":"ada@example.com"`)
	assert.Contains(t, ask(sid), `"refreshToken":false`)
	assert.Contains(t, ask(nil), `"session":null`)

	logout := httptest.NewRequest(http.MethodGet, "/v2/logout", nil)
	logout.AddCookie(cookie)
	domain.ServeHTTP(httptest.NewRecorder(), logout)
	assert.Contains(t, ask(sid), `"session":null`)
}
