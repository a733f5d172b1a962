package web

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

func TestFaultControl(t *testing.T) {
	domain := authdomain.New(authdomain.Config{})
	control := http.NewServeMux()
	addFaultControl(control, domain)
	ask := func(handler http.Handler, method, target, site string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(method, target, nil)
		r.Host = "127.0.0.1:3000"
		r.Header.Set("Sec-Fetch-Site", site)
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		return w
	}
	logout := func() int { return ask(domain, http.MethodGet, "/v2/logout", "").Code }

	shown := ask(control, http.MethodGet, "/fault", "same-origin")
	assert.Contains(t, shown.Body.String(), `"current":"none"`)
	assert.Contains(t, shown.Body.String(), `{"name":"hang","label":"it never answers a logout"}`)
	assert.Equal(t, "application/json", shown.Header().Get("Content-Type"))

	assert.Equal(t, http.StatusNoContent, ask(control, http.MethodPost, "/fault?name=page", "same-origin").Code)
	assert.Equal(t, http.StatusBadRequest, logout())
	assert.Contains(t, ask(control, http.MethodGet, "/fault", "same-origin").Body.String(), `"current":"page"`)
	assert.Contains(t, ask(domain, http.MethodGet, "/v2/logout", "").Body.String(), `href="http://127.0.0.1:3000/"`, "the way back to where the fault was set")

	assert.Equal(t, http.StatusNoContent, ask(control, http.MethodPost, "/fault?name=revocation", "same-origin").Code)
	assert.Equal(t, http.StatusOK, logout(), "one fault takes the place of another")
	assert.Equal(t, http.StatusServiceUnavailable, ask(domain, http.MethodPost, "/oauth/revoke", "").Code)

	assert.Equal(t, http.StatusNoContent, ask(control, http.MethodPost, "/fault?name=frame", "same-origin").Code)
	framed := ask(domain, http.MethodGet, "/v2/logout", "")
	assert.Equal(t, "DENY", framed.Header().Get("X-Frame-Options"))

	assert.Equal(t, http.StatusBadRequest, ask(control, http.MethodPost, "/fault?name=nonsense", "same-origin").Code)
	assert.Equal(t, http.StatusForbidden, ask(control, http.MethodPost, "/fault?name=none", "cross-site").Code)
	assert.Equal(t, http.StatusNoContent, ask(control, http.MethodPost, "/fault?name=none", "same-origin").Code)
	assert.Equal(t, http.StatusOK, logout())
}
