package authdomain_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

func TestLogoutEndsTheSessionAndReturns(t *testing.T) {
	for _, path := range []string{"/v2/logout", "/im-logged-out"} {
		t.Run(path, func(t *testing.T) {
			d := start(t)
			d.signIn(nil)
			require.True(t, d.hasSession())
			a := d.get(path, url.Values{"client_id": {"demo"}, "returnTo": {app + "/silent-logout"}})

			assert.Equal(t, http.StatusFound, a.StatusCode)
			assert.Equal(t, app+"/silent-logout", a.Header.Get("Location"))
			assert.Equal(t, "no-store", a.Header.Get("Cache-Control"))
			assert.Equal(t, "auth_session=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=None", a.Header.Get("Set-Cookie"))
			assert.Empty(t, d.Sessions())
			assert.False(t, d.hasSession())
			u := d.get("/authorize", authParams(url.Values{"prompt": {"none"}})).location(t)
			assert.Equal(t, "login_required", u.Query().Get("error"))
		})
	}
}

func TestLogoutEndsOnlyTheCallersSession(t *testing.T) {
	d := start(t)
	d.signIn(nil)
	other := d.Sessions()[0]
	d.newBrowser()
	without := d.get("/v2/logout", url.Values{"client_id": {"demo"}})
	assert.Equal(t, http.StatusFound, without.StatusCode)
	assert.Empty(t, without.Header.Get("Set-Cookie"), "no cookie came")
	d.signIn(nil)
	require.Len(t, d.Sessions(), 2)

	d.get("/v2/logout", url.Values{"client_id": {"demo"}})
	assert.Equal(t, []authdomain.Session{other}, d.Sessions())
}

func TestLogoutClearsAStaleCookie(t *testing.T) {
	d := start(t)
	a := d.do(http.MethodGet, "/v2/logout", "", http.Header{"Cookie": {"auth_session=gone"}})
	assert.Contains(t, a.Header.Get("Set-Cookie"), "Max-Age=0")
}

func TestLogoutReturnTo(t *testing.T) {
	const sentence = ` is not defined as a valid URL in "Allowed Logout URLs".`
	tests := map[string]struct {
		query    url.Values
		status   int
		location string
		says     string
	}{
		"first by default":    {url.Values{"client_id": {"demo"}}, 302, app + "/logged-out", ""},
		"empty is absent":     {url.Values{"client_id": {"demo"}, "returnTo": {""}}, 302, app + "/logged-out", ""},
		"with query and hash": {url.Values{"client_id": {"demo"}, "returnTo": {app + "/silent-logout?state=%20x&y#z"}}, 302, app + "/silent-logout?state=%20x&y#z", ""},
		"host in capitals":    {url.Values{"client_id": {"demo"}, "returnTo": {"HTTP://LOCALHOST:3000/logged-out"}}, 302, "HTTP://LOCALHOST:3000/logged-out", ""},
		"federated":           {url.Values{"client_id": {"demo"}, "federated": {""}}, 302, app + "/logged-out", ""},
		"path in capitals":    {url.Values{"client_id": {"demo"}, "returnTo": {app + "/Logged-out"}}, 400, "", `"` + app + `/Logged-out"` + sentence},
		"markup":              {url.Values{"client_id": {"demo"}, "returnTo": {`https://x/"><script>`}}, 400, "", `"https://x/"><script>"` + sentence},
		"unknown client":      {url.Values{"client_id": {"<x>"}, "returnTo": {app + "/logged-out"}}, 400, "", `Unknown client: "<x>"`},
		"nothing":             {nil, 200, "", "OK"},
		"client with no URLs": {url.Values{"client_id": {"other"}}, 200, "", "OK"},
		"tenant":              {url.Values{"returnTo": {"https://tenant.example"}}, 302, "https://tenant.example", ""},
		"not the tenant's":    {url.Values{"returnTo": {app + "/logged-out"}}, 400, "", sentence},
		"not the client's":    {url.Values{"client_id": {"demo"}, "returnTo": {"https://tenant.example"}}, 400, "", sentence},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			d := startWith(t, authdomain.Config{
				Clients:    []authdomain.Client{demoClient(), {ID: "other"}},
				LogoutURIs: []string{"https://tenant.example/"},
			})
			d.signIn(nil)
			a := d.get("/v2/logout", test.query)
			assert.Equal(t, test.status, a.StatusCode)
			assert.Equal(t, test.location, a.Header.Get("Location"))
			assert.Equal(t, "no-store", a.Header.Get("Cache-Control"))
			assert.Empty(t, d.Sessions(), "the session ends whatever becomes of returnTo")
			if test.location == "" {
				assert.Contains(t, a.text(), test.says)
				assert.NotContains(t, a.body, "<script>")
			}
			if test.status == http.StatusBadRequest {
				assert.Equal(t, "text/html; charset=utf-8", a.Header.Get("Content-Type"))
			}
		})
	}
}

// hostileReturnTo are URLs that some parser takes for a registered one.
var hostileReturnTo = []string{
	"", " ", "//localhost:3000/logged-out", "/logged-out", "logged-out", "javascript:alert(1)",
	"http:localhost:3000/logged-out", "http:///localhost:3000/logged-out", `http:\\localhost:3000\logged-out`,
	"http://localhost:3000@evil.example/logged-out", "http://user@localhost:3000/logged-out",
	"http://localhost:3000\\@evil.example/logged-out", "http://localhost:3000.evil.example/logged-out",
	"http://evil.example/http://localhost:3000/logged-out", "http://evil.example#http://localhost:3000/logged-out",
	"http://evil.example?http://localhost:3000/logged-out", "http://localhost:3000?/logged-out",
	"http://localhost:3000#/logged-out", "http://localhost:3000/logged-out/../../evil",
	"http://localhost:3000/x/../logged-out", "http://localhost:3000//logged-out", "http://localhost:3000/logged-out/",
	"http://localhost:3000/logged%2Dout", "http://localhost:03000/logged-out", "http://localhost/logged-out",
	"https://localhost:3000/logged-out", "\thttp://localhost:3000/logged-out", " http://localhost:3000/logged-out",
	"http://localhost:3000/logged-out\n", "ht\ntp://localhost:3000/logged-out", "http://local\u017fhost:3000/logged-out",
	"http://\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3:3000/logged-out", "http://loca\u017fhost:3000/logged-out",
	"http://*:3000/logged-out", "http://localhost:3000/logged-out\x00", "http://localhost:3000/logged-out\\..\\evil",
}

func TestLogoutRefusesHostileReturnTo(t *testing.T) {
	d := start(t)
	for _, returnTo := range hostileReturnTo[1:] {
		a := d.get("/v2/logout", url.Values{"client_id": {"demo"}, "returnTo": {returnTo}})
		assert.Equal(t, http.StatusBadRequest, a.StatusCode, "%q", returnTo)
	}
}

func TestLogoutHostIsFoldedAsASCII(t *testing.T) {
	d := startWith(t, authdomain.Config{Clients: []authdomain.Client{{ID: "k", LogoutURIs: []string{"https://kiosk.example/out"}}}})
	a := d.get("/v2/logout", url.Values{"client_id": {"k"}, "returnTo": {"https://\u212aiosk.example/out"}})
	assert.Equal(t, http.StatusBadRequest, a.StatusCode, "the Kelvin sign is no k")
}

func TestLogoutCannotInjectAHeader(t *testing.T) {
	d := start(t)
	a := d.get("/v2/logout", url.Values{"client_id": {"demo"}, "returnTo": {app + "/logged-out?\r\nX-Evil: 1"}})
	assert.Equal(t, http.StatusFound, a.StatusCode)
	assert.Empty(t, a.Header.Get("X-Evil"))
}
