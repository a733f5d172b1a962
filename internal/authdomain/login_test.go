package authdomain_test

import (
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

func TestLoginPage(t *testing.T) {
	d := start(t)
	a := d.do(http.MethodGet, d.get("/authorize", authParams(nil)).location(t).String(), "", nil)

	assert.Equal(t, "text/html; charset=utf-8", a.Header.Get("Content-Type"))
	assert.Equal(t, "no-store", a.Header.Get("Cache-Control"))
	assert.Equal(t, "same-origin", a.Header.Get("Referrer-Policy"))
	assert.Equal(t,
		"default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self' http://localhost:3000; frame-ancestors 'none'",
		a.Header.Get("Content-Security-Policy"))
	assert.Contains(t, a.body, `value="player@example.com"`)
	assert.Contains(t, a.body, `<label for="email">`)
	assert.Contains(t, a.body, "<strong>localhost:3000</strong>")
	assert.Contains(t, a.body, "Any e-mail signs in")
	for _, inline := range []string{"<script", "<style", ` style="`, "st&te", "n0nce", "code_challenge"} {
		assert.NotContains(t, a.body, inline)
	}
}

func TestLoginPageOfAnAppScheme(t *testing.T) {
	d := start(t)
	d.AddClient(authdomain.Client{ID: "native", RedirectURIs: []string{"com.example.game:/callback"}})
	a := d.get("/authorize", authParams(url.Values{"client_id": {"native"}, "redirect_uri": {"com.example.game:/callback"}}))
	page := d.do(http.MethodGet, a.location(t).String(), "", nil)
	assert.Contains(t, page.Header.Get("Content-Security-Policy"), "form-action 'self' com.example.game:;")
}

func TestStyleSheet(t *testing.T) {
	a := start(t).get("/u/style.css", nil)
	assert.Equal(t, http.StatusOK, a.StatusCode)
	assert.Equal(t, "text/css; charset=utf-8", a.Header.Get("Content-Type"))
	assert.Contains(t, a.body, "prefers-color-scheme: dark")
}

// Where a page names no icon, Firefox asks for /favicon.ico and logs that the
// page's policy forbids it.
func TestEveryPageHasAnIcon(t *testing.T) {
	d := start(t)
	for _, page := range []answer{
		d.do(http.MethodGet, d.get("/authorize", authParams(nil)).location(t).String(), "", nil),
		d.get("/nothing", nil),
	} {
		assert.Contains(t, page.body, `<link rel="icon" href="/u/icon.svg"`)
		assert.Contains(t, page.Header.Get("Content-Security-Policy"), "img-src 'self'")
	}
	icon := d.get("/u/icon.svg", nil)
	assert.Equal(t, http.StatusOK, icon.StatusCode)
	assert.Equal(t, "image/svg+xml", icon.Header.Get("Content-Type"))
	assert.Contains(t, icon.body, "<svg")
}

func TestLoginHint(t *testing.T) {
	tests := map[string]struct{ hint, shown string }{
		"an address":   {"ada@example.com", "ada@example.com"},
		"no address":   {`"><script>`, "player@example.com"},
		"none":         {"", "player@example.com"},
		"with a name":  {"Ada <ada@example.com>", "player@example.com"},
		"far too long": {strings.Repeat("a", 300) + "@example.com", "player@example.com"},
	}
	d := start(t)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			a := d.get("/authorize", authParams(url.Values{"login_hint": {test.hint}}))
			page := d.do(http.MethodGet, a.location(t).String(), "", nil)
			assert.Contains(t, page.body, `type="email" value="`+test.shown+`"`)
		})
	}
}

func TestLoginStartsASession(t *testing.T) {
	d := start(t)
	require.Empty(t, d.Sessions())
	a := d.post("/u/login", url.Values{"state": {d.openLogin(nil)}, "email": {"ada@example.com"}})

	u := a.location(t)
	assert.Equal(t, callback, u.Scheme+"://"+u.Host+u.Path)
	assert.Equal(t, "st&te", u.Query().Get("state"))
	require.Len(t, d.Sessions(), 1)
	session := d.Sessions()[0]
	assert.Equal(t, "ada@example.com", session.Email)
	assert.NotEmpty(t, session.SID)
	assert.NotEmpty(t, session.Subject)
	assert.NotContains(t, a.Header.Get("Set-Cookie"), session.SID)
	assert.True(t, d.hasSession())
}

func TestLoginIsOneShot(t *testing.T) {
	d := start(t)
	form := url.Values{"state": {d.openLogin(nil)}, "email": {"ada@example.com"}}
	require.Equal(t, http.StatusFound, d.post("/u/login", form).StatusCode)

	again := d.post("/u/login", form)
	assert.Equal(t, http.StatusBadRequest, again.StatusCode)
	assert.Len(t, d.Sessions(), 1)
	page := d.get("/u/login", url.Values{"state": form["state"]})
	assert.Equal(t, http.StatusBadRequest, page.StatusCode)
}

func TestLoginRefuses(t *testing.T) {
	d := start(t)
	state := d.openLogin(nil)
	tests := map[string]struct {
		form   url.Values
		header http.Header
		status int
	}{
		"no transaction":      {url.Values{"email": {"a@b.example"}}, nil, http.StatusBadRequest},
		"unknown transaction": {url.Values{"state": {"x"}, "email": {"a@b.example"}}, nil, http.StatusBadRequest},
		"no address":          {url.Values{"state": {state}, "email": {"<i>nobody"}}, nil, http.StatusUnprocessableEntity},
		"empty address":       {url.Values{"state": {state}}, nil, http.StatusUnprocessableEntity},
		"another site": {
			url.Values{"state": {state}, "email": {"a@b.example"}},
			http.Header{"Origin": {"https://evil.example"}},
			http.StatusForbidden,
		},
		"another site, by fetch metadata": {
			url.Values{"state": {state}, "email": {"a@b.example"}},
			http.Header{"Sec-Fetch-Site": {"cross-site"}},
			http.StatusForbidden,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			header := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}
			maps.Copy(header, test.header)
			a := d.do(http.MethodPost, "/u/login", test.form.Encode(), header)
			assert.Equal(t, test.status, a.StatusCode)
			assert.Empty(t, a.Header.Get("Set-Cookie"))
			assert.NotContains(t, a.body, "<i>")
			assert.Empty(t, d.Sessions())
		})
	}
	a := d.post("/u/login", url.Values{"state": {state}, "email": {"a@b.example"}})
	assert.Equal(t, http.StatusFound, a.StatusCode, "a refused form leaves the transaction usable")
}

func TestInvalidAddressIsExplained(t *testing.T) {
	d := start(t)
	a := d.post("/u/login", url.Values{"state": {d.openLogin(nil)}, "email": {"nobody"}})
	assert.Contains(t, a.body, `aria-invalid="true"`)
	assert.Contains(t, a.body, `role="alert"`)
	assert.Contains(t, a.body, `value="nobody"`)
}

func TestLoginAgainReplacesTheSession(t *testing.T) {
	d := start(t)
	d.signIn(nil)
	first := d.Sessions()[0]
	d.signIn(url.Values{"prompt": {"login"}})
	require.Len(t, d.Sessions(), 1)
	assert.NotEqual(t, first.SID, d.Sessions()[0].SID)
	assert.Equal(t, first.Subject, d.Sessions()[0].Subject)
}

func TestSessionCookie(t *testing.T) {
	tests := map[string]struct {
		sameSite http.SameSite
		want     string
	}{
		"as Auth0": {0, "; Path=/; HttpOnly; Secure; SameSite=None"},
		"lax":      {http.SameSiteLaxMode, "; Path=/; HttpOnly; SameSite=Lax"},
		"strict":   {http.SameSiteStrictMode, "; Path=/; HttpOnly; SameSite=Strict"},
		"unsaid":   {http.SameSiteDefaultMode, "; Path=/; HttpOnly"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s := authdomain.New(authdomain.Config{CookieSameSite: test.sameSite})
			session, cookie := s.SignIn("ada@example.com")
			assert.Equal(t, "auth_session="+cookie.Value+test.want, cookie.String())
			assert.Equal(t, []authdomain.Session{session}, s.Sessions())
		})
	}
}

func TestNotFound(t *testing.T) {
	d := start(t)
	a := d.get("/<b>nowhere", nil)
	assert.Equal(t, http.StatusNotFound, a.StatusCode)
	assert.Contains(t, a.text(), "There is nothing here")
	assert.Contains(t, a.body, "/&lt;b&gt;nowhere")
	assert.Equal(t, http.StatusNotFound, d.get("/oauth/token", nil).StatusCode)
	assert.Equal(t, http.StatusNotFound, d.post("/v2/logout", nil).StatusCode)
	assert.Equal(t, http.StatusNoContent, d.get("/favicon.ico", nil).StatusCode)
}
