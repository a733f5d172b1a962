package e2e

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// providers are other people's OpenID providers, each a command of its own.
var providers = map[string]func(t *testing.T, o providerOptions) *exec.Cmd{
	"zitadel": zitadel,
	"panva":   panva,
}

// panvaPackage is on npm.
const panvaPackage = "oidc-provider@9.13.3"

type providerOptions struct {
	app      string // its origin
	host     string // of the issuer
	sameSite string // of the session's cookie: lax or none
	state    string // that is returned: echo, wrong or missing, where the provider can
	claims   int    // so many characters more in the ID token
}

func zitadel(t *testing.T, o providerOptions) *exec.Cmd {
	t.Helper()
	program, err := builtZitadel()
	require.NoError(t, err, program)
	return exec.Command(program, "-app", o.app, "-host", o.host, "-samesite", o.sameSite, "-state", o.state, "-claims", fmt.Sprint(o.claims))
}

// builtZitadel is a module of its own, whose dependencies are nobody else's.
var builtZitadel = sync.OnceValues(func() (string, error) {
	program := filepath.Join(filepath.Dir(dist), "zitadel")
	cmd := exec.Command("go", "build", "-o", program, ".")
	cmd.Dir = "providers/zitadel"
	if output, err := cmd.CombinedOutput(); err != nil {
		return string(output), err
	}
	return program, nil
})

func panva(t *testing.T, o providerOptions) *exec.Cmd {
	t.Helper()
	folder, script := npmPackage(t, panvaPackage), filepath.Join(t.TempDir(), "server.mjs")
	source, err := os.ReadFile("providers/panva/server.mjs")
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(script, source, 0o644))
	require.NoError(t, os.Symlink(filepath.Join(folder, "node_modules"), filepath.Join(filepath.Dir(script), "node_modules")))
	return exec.Command("node", script, o.app, o.host, o.sameSite, fmt.Sprint(o.claims))
}

// providerSite is an application whose users log in at an OpenID provider.
type providerSite struct {
	*site
	issuer   string
	metadata struct {
		AuthorizationEndpoint string `json:"authorization_endpoint"`
		TokenEndpoint         string `json:"token_endpoint"`
		EndSessionEndpoint    string `json:"end_session_endpoint"`
		RevocationEndpoint    string `json:"revocation_endpoint"`
	}
}

// newProviderSite starts both, the application on localhost.
func newProviderSite(t *testing.T, name string, o providerOptions) *providerSite {
	t.Helper()
	return withProvider(t, newSite(t, sameSite), name, o)
}

func withProvider(t *testing.T, s *site, name string, o providerOptions) *providerSite {
	t.Helper()
	p := &providerSite{site: s}
	o.app = p.app
	for _, missing := range []struct {
		value    *string
		fallback string
	}{{&o.host, sameSite}, {&o.sameSite, "lax"}, {&o.state, "echo"}} {
		if *missing.value == "" {
			*missing.value = missing.fallback
		}
	}
	cmd := providers[name](t, o)
	input, err := cmd.StdinPipe()
	require.NoError(t, err)
	output, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	t.Cleanup(func() {
		_ = input.Close()
		_ = cmd.Wait()
	})
	_, err = fmt.Fscanln(bufio.NewReader(output), &p.issuer)
	require.NoError(t, err, name+" does not start")
	go io.Copy(io.Discard, output)
	response, err := http.Get(p.issuer + "/.well-known/openid-configuration")
	require.NoError(t, err)
	defer response.Body.Close()
	require.NoError(t, json.NewDecoder(response.Body).Decode(&p.metadata))
	p.csp = strictCSP(p.issuer)
	return p
}

// config is the configuration of the application: all is looked up at the issuer.
func (p *providerSite) config(more map[string]any) map[string]any {
	config := map[string]any{
		"provider":          map[string]any{"kind": "oidc", "issuer": p.issuer},
		"clientId":          clientID,
		"redirectUri":       p.app + "/redirect",
		"logoutRedirectUri": p.app + "/silent-logout",
		"logoutMode":        "silent",
	}
	maps.Copy(config, more)
	return config
}

// withEndpoints is a change of the configuration, after which nothing is looked up.
func (p *providerSite) withEndpoints() map[string]any {
	return map[string]any{
		"kind": "oidc", "issuer": p.issuer,
		"endSessionEndpoint": p.metadata.EndSessionEndpoint, "revocationEndpoint": p.metadata.RevocationEndpoint,
	}
}

// redirect is the configuration of redirect mode.
func (p *providerSite) redirect(more map[string]any) map[string]any {
	config := p.config(map[string]any{"logoutMode": "redirect", "logoutRedirectUri": p.app + "/"})
	maps.Copy(config, more)
	return config
}

// providerUser is logged in, at the provider and in the application.
type providerUser struct {
	*tab
	site             *providerSite
	key              string
	idToken, refresh string
}

const (
	pkceVerifier  = "0123456789-0123456789-0123456789-0123456789"
	pkceChallenge = "XqV1tflYS9pE1bnDmj-YXExN3vTo8j8ECd_IY8HtNUY"
)

// logInAt logs a user in by the provider's own pages, and stores the tokens in the tab
// as oidc-client-ts does. The tab is on the application's page afterwards.
func (p *providerSite) logInAt(tab *tab, area string) *providerUser {
	tab.t.Helper()
	tab.expectConsole("404")               // the provider's pages have no icon, and the program may be missing
	tab.expectConsole("NAME_NOT_RESOLVED") // they have fonts from elsewhere
	back := p.authorize(tab, url.Values{"scope": {"openid offline_access"}, "prompt": {"consent"}})
	tokens := p.token(tab.t, url.Values{
		"grant_type": {"authorization_code"}, "redirect_uri": {p.app + "/redirect"},
		"code": {back.Get("code")}, "code_verifier": {pkceVerifier},
	})
	u := &providerUser{tab: tab, site: p, key: "oidc.user:" + p.issuer + ":" + clientID}
	u.idToken, _ = tokens["id_token"].(string)
	u.refresh, _ = tokens["refresh_token"].(string)
	require.NotEmpty(tab.t, u.refresh, tokens)
	tab.open(p.app + "/blank")
	eval[any](tab, js(`window[%s].setItem(%s, JSON.stringify(%s))`, area, u.key, tokens))
	tab.open(p.app + "/")
	return u
}

// authorize sends the tab to the provider, agrees to whatever its pages ask, and
// returns what the application gets.
func (p *providerSite) authorize(tab *tab, more url.Values) url.Values {
	tab.t.Helper()
	query := url.Values{
		"response_type": {"code"}, "client_id": {clientID}, "redirect_uri": {p.app + "/redirect"},
		"state": {"login"}, "code_challenge": {pkceChallenge}, "code_challenge_method": {"S256"},
	}
	maps.Copy(query, more)
	tab.open(p.metadata.AuthorizationEndpoint + "?" + query.Encode())
	tab.until(js(`location.origin === %s || document.readyState === "complete" && !window.agreed && (() => {
		window.agreed = true;
		for (const input of document.querySelectorAll("input:is([name=login], [name=password])")) input.value = "player";
		document.querySelector("form button").click();
	})()`, p.app))
	back, err := url.Parse(tab.location())
	require.NoError(tab.t, err)
	return back.Query()
}

func (p *providerSite) token(t *testing.T, form url.Values) (tokens map[string]any) {
	t.Helper()
	form.Set("client_id", clientID)
	response, err := http.PostForm(p.metadata.TokenEndpoint, form)
	require.NoError(t, err)
	defer response.Body.Close()
	require.NoError(t, json.NewDecoder(response.Body).Decode(&tokens))
	return tokens
}

// isLoggedOut asks the provider, which the tab visits for that, about the session, and
// about the refresh token, which nothing waits for.
func (u *providerUser) isLoggedOut() {
	u.t.Helper()
	assert.False(u.t, u.alive(), "the provider's session lives")
	u.isRevoked()
}

func (u *providerUser) alive() bool {
	u.t.Helper()
	back := u.site.authorize(u.tab, url.Values{"scope": {"openid"}, "prompt": {"none"}})
	return back.Get("error") != "login_required"
}

func (u *providerUser) isRevoked() {
	u.t.Helper()
	got := u.site.token(u.t, url.Values{"grant_type": {"refresh_token"}, "refresh_token": {u.refresh}})
	assert.NotEmpty(u.t, got["error"], "the refresh token is active")
}

// isStored tells whether the application session is there.
func (u *providerUser) isStored() bool {
	u.t.Helper()
	return eval[bool](u.tab, js(`localStorage.getItem(%s) !== null || sessionStorage.getItem(%s) !== null`, u.key, u.key))
}
