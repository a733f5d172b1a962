package authdomain_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"html"
	"io"
	"maps"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

const (
	app      = "http://localhost:3000"
	callback = app + "/redirect"
	verifier = "a-verifier-of-at-least-forty-three-characters-long"
	fullSet  = "openid offline_access email transact"
)

func demoClient() authdomain.Client {
	return authdomain.Client{
		ID:           "demo",
		RedirectURIs: []string{callback, app + "/redirect?tenant=a%20b"},
		LogoutURIs:   []string{app + "/logged-out", app + "/silent-logout"},
		WebOrigins:   []string{app},
	}
}

// domain is a running auth domain and one browser.
type domain struct {
	*authdomain.Server
	t    *testing.T
	url  string
	http *httptest.Server
	jar  http.CookieJar
}

func start(t *testing.T) *domain {
	return startWith(t, authdomain.Config{Clients: []authdomain.Client{demoClient(), {ID: "other", RedirectURIs: []string{callback}}}})
}

// startWith serves over TLS, since Go's cookie jar keeps Secure cookies from http.
func startWith(t *testing.T, cfg authdomain.Config) *domain {
	t.Helper()
	server := authdomain.New(cfg)
	ts := httptest.NewTLSServer(server)
	t.Cleanup(ts.Close)
	t.Cleanup(server.Close)
	d := &domain{Server: server, t: t, url: ts.URL, http: ts}
	d.newBrowser()
	return d
}

func (d *domain) newBrowser() {
	jar, err := cookiejar.New(nil)
	require.NoError(d.t, err)
	d.jar = jar
}

// answer is a response with its body read.
type answer struct {
	*http.Response
	body string
}

func (a answer) location(t *testing.T) *url.URL {
	t.Helper()
	u, err := a.Location()
	require.NoError(t, err, "status %d, body %s", a.StatusCode, a.body)
	return u
}

func (a answer) json(t *testing.T) map[string]any {
	t.Helper()
	var fields map[string]any
	require.NoError(t, json.Unmarshal([]byte(a.body), &fields), a.body)
	return fields
}

func (a answer) text() string { return html.UnescapeString(a.body) }

func (d *domain) try(req *http.Request) (answer, error) {
	client := *d.http.Client()
	client.Jar = d.jar
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	resp, err := client.Do(req)
	if err != nil {
		return answer{}, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return answer{resp, string(body)}, err
}

func (d *domain) do(method, target, body string, header http.Header) answer {
	d.t.Helper()
	if strings.HasPrefix(target, "/") {
		target = d.url + target
	}
	req, err := http.NewRequestWithContext(d.t.Context(), method, target, strings.NewReader(body))
	require.NoError(d.t, err)
	maps.Copy(req.Header, header)
	a, err := d.try(req)
	require.NoError(d.t, err)
	return a
}

func (d *domain) get(path string, query url.Values) answer {
	d.t.Helper()
	return d.do(http.MethodGet, path+"?"+query.Encode(), "", nil)
}

func (d *domain) post(path string, form url.Values) answer {
	d.t.Helper()
	return d.do(http.MethodPost, path, form.Encode(), http.Header{"Content-Type": {"application/x-www-form-urlencoded"}})
}

// hasSession asks whether the browser's cookie still has a session.
func (d *domain) hasSession() bool {
	d.t.Helper()
	return d.get("/session", nil).json(d.t)["active"] == true
}

// authParams are a good authorization request, with changes: an empty value
// removes the parameter.
func authParams(changes url.Values) url.Values {
	sum := sha256.Sum256([]byte(verifier))
	params := url.Values{
		"client_id": {"demo"}, "redirect_uri": {callback}, "response_type": {"code"},
		"scope": {fullSet}, "audience": {"platform_api"}, "state": {"st&te"}, "nonce": {"n0nce"},
		"code_challenge": {base64.RawURLEncoding.EncodeToString(sum[:])}, "code_challenge_method": {"S256"},
	}
	return changed(params, changes)
}

// tokenParams are a good token request for code, with changes.
func tokenParams(code string, changes url.Values) url.Values {
	return changed(url.Values{
		"grant_type": {"authorization_code"}, "client_id": {"demo"}, "code": {code},
		"redirect_uri": {callback}, "code_verifier": {verifier},
	}, changes)
}

func changed(params, changes url.Values) url.Values {
	maps.Copy(params, changes)
	maps.DeleteFunc(params, func(_ string, v []string) bool { return len(v) == 1 && v[0] == "" })
	return params
}

var hiddenState = regexp.MustCompile(`name="state" value="([^"]+)"`)

// openLogin goes to the sign-in page and returns its transaction.
func (d *domain) openLogin(changes url.Values) string {
	d.t.Helper()
	page := d.do(http.MethodGet, d.get("/authorize", authParams(changes)).location(d.t).String(), "", nil)
	require.Equal(d.t, http.StatusOK, page.StatusCode)
	found := hiddenState.FindStringSubmatch(page.body)
	require.Len(d.t, found, 2, page.body)
	return found[1]
}

// signIn signs in through the form and returns the code.
func (d *domain) signIn(changes url.Values) string {
	d.t.Helper()
	form := url.Values{"state": {d.openLogin(changes)}, "email": {"player@example.com"}}
	return code(d.t, d.post("/u/login", form))
}

// tokens signs in and returns the token endpoint's answer.
func (d *domain) tokens(changes url.Values) map[string]any {
	d.t.Helper()
	a := d.post("/oauth/token", tokenParams(d.signIn(changes), nil))
	require.Equal(d.t, http.StatusOK, a.StatusCode, a.body)
	return a.json(d.t)
}

func code(t *testing.T, a answer) string {
	t.Helper()
	query := a.location(t).Query()
	require.NotEmpty(t, query.Get("code"), query)
	return query.Get("code")
}

func refreshOf(t *testing.T, tokens map[string]any) string {
	t.Helper()
	token, _ := tokens["refresh_token"].(string)
	require.NotEmpty(t, token)
	return token
}
