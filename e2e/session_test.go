package e2e

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

// user is somebody who is logged in: both sessions are alive.
type user struct {
	tab     *tab
	site    *site
	session authdomain.Session
	refresh string
	key     string
}

// logIn signs a user in and stores the tokens in the tab as the incumbent
// does. The tab is on the application's page afterwards.
func (s *site) logIn(p *tab, client string) *user {
	p.t.Helper()
	u, entry := s.signIn(p, client)
	p.open(s.app + "/")
	eval[any](p, js(`localStorage.setItem(%s, %s)`, u.key, entry))
	return u
}

// signIn signs a user in at the auth domain and gets tokens for the
// application by an authorization code with PKCE. entry is what the incumbent
// would store of them.
func (s *site) signIn(p *tab, client string) (u *user, entry string) {
	p.t.Helper()
	session, cookie := s.idp.SignIn("player@example.com")
	p.setCookie(s.auth, cookie.Name, cookie.Value, network.CookieSameSiteNone)
	u, entry = s.signedIn(p.t, client, session, s.tokens(p, client, cookie))
	u.tab = p
	return u, entry
}

// signedIn is the user of a session and of tokens, and what the incumbent would store
// of these.
func (s *site) signedIn(t *testing.T, client string, session authdomain.Session, tokens map[string]any) (u *user, entry string) {
	t.Helper()
	u = &user{site: s, session: session, key: "oidc.user:" + s.auth + ":" + client}
	u.refresh, _ = tokens["refresh_token"].(string)
	tokens["profile"] = map[string]any{"sub": session.Subject, "email": session.Email}
	tokens["session_state"] = nil
	tokens["expires_at"] = 4102444800
	data, err := json.Marshal(tokens)
	require.NoError(t, err)
	return u, string(data)
}

func (s *site) tokens(p *tab, client string, cookie *http.Cookie) map[string]any {
	p.t.Helper()
	request, err := http.NewRequest(http.MethodGet, s.resolved+"/authorize?"+s.authorization(client), nil)
	require.NoError(p.t, err)
	request.AddCookie(cookie)
	response, err := noRedirect.Do(request)
	require.NoError(p.t, err)
	response.Body.Close()
	return s.exchange(p.t, client, response.Header.Get("Location"))
}

const codeVerifier = "0123456789-0123456789-0123456789-0123456789"

// authorization is the query of an authorization request.
func (s *site) authorization(client string) string {
	challenge := sha256.Sum256([]byte(codeVerifier))
	return url.Values{
		"response_type": {"code"}, "client_id": {client}, "redirect_uri": {s.app + "/redirect"},
		"scope": {"openid offline_access email transact"}, "audience": {"platform_api"}, "state": {"state"},
		"code_challenge": {base64.RawURLEncoding.EncodeToString(challenge[:])}, "code_challenge_method": {"S256"},
	}.Encode()
}

// exchange gets the tokens for the code that stands in the URL of a return.
func (s *site) exchange(t *testing.T, client, returned string) (tokens map[string]any) {
	t.Helper()
	back, err := url.Parse(returned)
	require.NoError(t, err)
	response, err := noRedirect.PostForm(s.resolved+"/oauth/token", url.Values{
		"grant_type": {"authorization_code"}, "client_id": {client}, "redirect_uri": {s.app + "/redirect"},
		"code": {back.Query().Get("code")}, "code_verifier": {codeVerifier},
	})
	require.NoError(t, err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, response.StatusCode, string(body))
	require.NoError(t, json.Unmarshal(body, &tokens))
	return tokens
}

// noRedirect is how Go itself talks to the auth domain.
var noRedirect = &http.Client{
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// passportAlive asks the auth domain whether the Passport session lives.
func (u *user) passportAlive() bool {
	for _, s := range u.site.idp.Sessions() {
		if s.SID == u.session.SID {
			return true
		}
	}
	return false
}

// asked waits until the auth domain has got so many visits.
func (s *site) asked(t *testing.T, times int) {
	t.Helper()
	require.Eventually(t, func() bool { return len(s.idp.Requests(logoutPath)) >= times }, patience, 2*time.Millisecond, "visits of the auth domain")
}

// revoked waits until a refresh token is active no longer: nothing else waits
// for the revocation.
func (s *site) revoked(t *testing.T, refreshToken string) {
	t.Helper()
	assert.Eventually(t, func() bool { return !s.idp.RefreshTokenActive(refreshToken) }, patience, 5*time.Millisecond, "the refresh token is active")
}

// stored tells whether the application session is stored.
func (u *user) stored() bool {
	u.tab.t.Helper()
	return read[bool](u.tab, js(`localStorage.getItem(%s) !== null`, u.key))
}

// receipt is the LogoutReceipt of web/passport.d.ts.
type receipt struct {
	Mode       string
	DurationMs float64
	Engine     string
	Local      struct {
		Status  string
		Removed []string
	}
	Revocation struct{ Status, Reason string }
	IDP        struct {
		Status, Via, Reason string
		MS                  float64
	}
}

// outcome is what became of a promise.
type outcome struct {
	Receipt *receipt
	Name    string
	Type    string
	Code    string
	Message string
}

// settle turns a promise of a receipt into an outcome.
func settle(p *tab, promise string) outcome {
	p.t.Helper()
	return eval[outcome](p, strings.TrimSpace(promise)+`.then(
		(receipt) => ({ receipt }),
		(e) => ({ receipt: e.receipt, name: e.name, type: e.type, code: e.code && String(e.code), message: e.message }))`)
}
