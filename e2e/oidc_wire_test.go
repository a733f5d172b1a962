package e2e

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func readVectors[T any](t *testing.T, name string) (vectors []T) {
	t.Helper()
	data, err := os.ReadFile("../pkg/passport/testdata/" + name)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(data, &vectors))
	require.NotEmpty(t, vectors)
	return vectors
}

// oidcVector is one case of an OpenID provider's logout URL, which pkg/passport is
// tested with natively.
type oidcVector struct {
	Name                     string
	Provider                 json.RawMessage
	LogoutRedirectURI        string `json:"logoutRedirectUri"`
	Claims                   json.RawMessage
	IDToken                  string
	SessionKey, TombstoneKey string
	URL                      string
}

func (v oidcVector) hint() string {
	if v.Claims == nil {
		return v.IDToken
	}
	encode := base64.RawURLEncoding.EncodeToString
	return encode([]byte(`{"alg":"RS256"}`)) + "." + encode(v.Claims) + ".c2ln"
}

// The loader, with the program and without, and the program by itself follow the same
// vectors.
func TestLoaderAndProgramAgreeOnOpenIDProviders(t *testing.T) {
	t.Parallel()
	for name, wasm := range map[string]http.HandlerFunc{"with the program": nil, "without the program": http.NotFound} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			s.override(programFile, wasm)
			p := newTab(t, thirdPartyBlocked)
			p.expectConsole("404")
			s.openForVectors(p)
			settle(p, withProgram)
			for _, v := range readVectors[oidcVector](t, "oidc.json") {
				v.check(p, `(async () => {
					const user = new passport.Passport(config);
					const url = await user.getLogoutUrl().finally(() => user.close());
					sessionStorage.removeItem("passport.logout.state");
					return url;
				})()`)
				v.check(p, frameOf)
			}
		})
	}
	t.Run("the program by itself", func(t *testing.T) {
		t.Parallel()
		s := newPlainSite(t, program())
		p := newTab(t, thirdPartyBlocked)
		p.globals = plainGlobals
		s.openForVectors(p)
		p.until(`typeof passportLogout === "function"`)
		for _, v := range readVectors[oidcVector](t, "oidc.json") {
			v.check(p, frameOf)
		}
	})
}

// frameOf logs out silently until the iframe is there, and is its URL.
const frameOf = `(() => {
	const controller = new AbortController();
	const opened = new Promise((resolve) => {
		const observer = new MutationObserver((changes) => {
			const frame = changes.flatMap(({ addedNodes }) => [...addedNodes]).find(({ localName }) => localName === "iframe");
			if (frame) resolve(observer.disconnect() ?? frame.getAttribute("src"));
		});
		observer.observe(document.documentElement, { childList: true });
	});
	const flight = passportLogout(config, { mode: "silent", fallback: "none", signal: controller.signal }).catch(() => {});
	return opened.finally(() => controller.abort() ?? flight);
})()`

// check stores the session in either area, has the code find a URL, and compares it.
func (v oidcVector) check(p *tab, code string) {
	p.t.Helper()
	key := v.SessionKey
	if key == "" {
		var provider struct{ Issuer, EndSessionEndpoint string }
		require.NoError(p.t, json.Unmarshal(v.Provider, &provider))
		key = "oidc.user:" + provider.Issuer + ":client"
		if provider.Issuer == "" {
			key = "oidc.user:" + provider.EndSessionEndpoint + ":client"
		}
	}
	for _, area := range []string{"localStorage", "sessionStorage"} {
		got := eval[string](p, js(`((area, key, entry, config) => {
			config.allowedRedirectOrigins = ["https://app.test"];
			window[area].setItem(key, JSON.stringify(entry));
			return `+code+`;
		})(%s, %s, %s, %s)`, area, key, map[string]string{"id_token": v.hint()}, map[string]any{
			"provider": v.Provider, "clientId": "client", "redirectUri": "https://app.test/redirect", "logoutRedirectUri": v.LogoutRedirectURI,
		}))

		link, err := url.Parse(got)
		require.NoError(p.t, err)
		state := link.Query().Get("state")
		assert.Equal(p.t, strings.Contains(v.URL, "STATE"), len(state) >= 32, v.Name)
		assert.Equal(p.t, strings.NewReplacer("HINT", v.hint(), "STATE", state).Replace(v.URL), got, v.Name)
		left := eval[[]string](p, `[...Object.keys(localStorage), ...Object.keys(sessionStorage)]`)
		require.Len(p.t, left, 1, v.Name)
		if v.TombstoneKey != "" {
			assert.Equal(p.t, v.TombstoneKey, left[0])
		}
		eval[any](p, `void (localStorage.clear(), sessionStorage.clear(), requests.splice(0))`)
	}
}

// The loader's landing page and the program's follow the same vectors.
func TestLoaderAndProgramAgreeOnReturns(t *testing.T) {
	t.Parallel()
	plain := newPlainSite(t, program())
	for name, s := range map[string]*site{"the loader": newSite(t, sameSite), "the program": plain} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newTab(t, thirdPartyBlocked)
			handle := `passport.handleLogoutRedirect()`
			if s == plain {
				p.globals = plainGlobals
				handle = `handleLogoutRedirect()`
			}
			p.open(s.app + "/")
			p.until(`typeof passport !== "undefined" || typeof passportLogout === "function"`)
			s.forget()
			for _, v := range readVectors[struct {
				Name, Sent, URL, Clean string
				Kept                   bool
				Result                 map[string]any
			}](t, "returns.json") {
				here := func(url string) string { return strings.Replace(url, "https://app.test", s.app, 1) }
				got := eval[map[string]any](p, js(`(async (sent, url) => {
					if (sent) sessionStorage.setItem("passport.logout.state", sent);
					history.replaceState({ own: 1 }, "", url);
					const result = await `+handle+`;
					const seen = { result, url: location.href, own: history.state.own, kept: sessionStorage.length === 1 };
					sessionStorage.clear();
					return seen;
				})(%s, %s)`, v.Sent, here(v.URL)))

				assert.Equal(t, map[string]any{"result": v.Result, "url": here(v.Clean), "own": 1.0, "kept": v.Kept}, got, v.Name)
			}
			assert.NotContains(t, s.loadedLater(), programFile, "nothing is compiled for it")
		})
	}
}

// Where nothing is expected, nothing is loaded.
func TestALandingPageLoadsNothingForNothing(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	p := newTab(t, thirdPartyBlocked)
	p.open(s.app + "/?state=another")

	assert.Equal(t, map[string]any{"state": "none"}, eval[map[string]any](p, `passport.handleLogoutRedirect()`))

	assert.Empty(t, s.loadedLater())
	assert.Equal(t, s.app+"/?state=another", p.location())
}

// refusedProviders are settings that make a configuration a wrong one.
var refusedProviders = map[string]struct {
	provider      any
	code, message string
}{
	"no object":       {"https://op.test", "invalid_config", "config.provider must be an object"},
	"no kind":         {map[string]any{"issuer": "https://op.test"}, "invalid_config", "provider needs kind, and issuer or endSessionEndpoint"},
	"another kind":    {map[string]any{"kind": "saml", "issuer": "https://op.test"}, "invalid_config", "config.provider.kind must be one of oidc"},
	"no endpoint":     {map[string]any{"kind": "oidc", "issuer": ""}, "invalid_config", "provider needs kind, and issuer or endSessionEndpoint"},
	"not a text":      {map[string]any{"kind": "oidc", "issuer": 1}, "invalid_config", "config.provider.issuer must be a string"},
	"method":          {map[string]any{"kind": "oidc", "issuer": "https://op.test", "method": "put"}, "invalid_config", "config.provider.method must be one of get, post"},
	"parameters":      {map[string]any{"kind": "oidc", "issuer": "https://op.test", "parameters": map[string]any{"a": 1}}, "invalid_config", "config.provider.parameters.a must be a string"},
	"no parameters":   {map[string]any{"kind": "oidc", "issuer": "https://op.test", "parameters": "a=b"}, "invalid_config", "config.provider.parameters must be an object"},
	"http":            {map[string]any{"kind": "oidc", "endSessionEndpoint": "http://op.test/"}, "unsafe_url", "provider.endSessionEndpoint must be https (or http on loopback) without credentials"},
	"relative":        {map[string]any{"kind": "oidc", "issuer": "https://op.test", "revocationEndpoint": "/revoke"}, "unsafe_url", "provider.revocationEndpoint is not an absolute URL"},
	"issuer's query":  {map[string]any{"kind": "oidc", "issuer": "https://op.test/?x"}, "unsafe_url", "provider.issuer must have no query or fragment"},
	"script":          {map[string]any{"kind": "oidc", "endSessionEndpoint": "javascript:alert(1)"}, "unsafe_url", "provider.endSessionEndpoint must be https (or http on loopback) without credentials"},
	"credentials":     {map[string]any{"kind": "oidc", "issuer": "https://u:p@op.test"}, "unsafe_url", "provider.issuer must be https (or http on loopback) without credentials"},
	"a foreign issue": {map[string]any{"kind": "oidc", "issuer": "ftp://op.test"}, "unsafe_url", "provider.issuer must be https (or http on loopback) without credentials"},
}

func TestAWrongProviderIsRefused(t *testing.T) {
	t.Parallel()
	for name, s := range map[string]*site{"the loader": newSite(t, sameSite), "the program": newPlainSite(t, program())} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newTab(t, thirdPartyBlocked)
			if name == "the program" {
				p.globals = plainGlobals
			}
			p.open(s.app + "/")
			p.until(`typeof passportLogout === "function"`)
			for name, c := range refusedProviders {
				got := settle(p, js(`passportLogout(%s)`, s.config(map[string]any{"provider": c.provider})))

				assert.Equal(t, "INVALID_CONFIGURATION", got.Type, name)
				assert.Equal(t, c.code, got.Code, name)
				assert.Equal(t, c.message, got.Message, name)
			}
		})
	}
}

// What is no JSON, or too much, logs out all the same.
func TestWrongAppState(t *testing.T) {
	t.Parallel()
	for _, plain := range []bool{false, true} {
		s := newSite(t, sameSite)
		if plain {
			s = newPlainSite(t, program())
		}
		for _, appState := range []string{`1n`, `() => {}`, `Symbol()`, `((o) => (o.o = o))({})`, `"x".repeat(16384)`, `{ toJSON() { throw 1 } }`} {
			p := newTab(t, thirdPartyBlocked)
			if plain {
				p.globals = plainGlobals
			}
			u := s.logIn(p, clientID)
			p.until(`typeof passportLogout === "function"`)

			got := settle(p, js(`passportLogout(%s, { appState: `, s.config(nil))+appState+` })`)

			assert.Equal(t, "options.appState must be JSON of at most 16,384 characters", got.Message, appState)
			assert.Equal(t, "cleared", got.Receipt.Local.Status, appState)
			assert.False(t, u.stored(), appState)
		}
	}
}
