package e2e

import (
	"testing"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// refusals are changes of a configuration that make it a wrong one.
var refusals = map[string]struct {
	change        map[string]any
	code, message string
}{
	"no client":              {map[string]any{"clientId": nil}, "invalid_config", "clientId, redirectUri cannot be null"},
	"empty client":           {map[string]any{"clientId": ""}, "invalid_config", "clientId, redirectUri cannot be null"},
	"no redirect URI":        {map[string]any{"redirectUri": nil}, "invalid_config", "clientId, redirectUri cannot be null"},
	"no auth domain":         {map[string]any{"overrides": map[string]any{"passportDomain": "x"}}, "invalid_config", "overrides - authenticationDomain cannot be null"},
	"client is a number":     {map[string]any{"clientId": 42}, "invalid_config", "config.clientId must be a string"},
	"unknown mode":           {map[string]any{"logoutMode": "popover"}, "invalid_config", "config.logoutMode must be one of redirect, silent, popup, local, auto"},
	"negative time":          {map[string]any{"silentTimeoutMs": -1}, "invalid_config", "config.silentTimeoutMs must be a number of ms"},
	"keys are no array":      {map[string]any{"storageKeys": "key"}, "invalid_config", "config.storageKeys must be an array of strings"},
	"foreign return":         {map[string]any{"logoutRedirectUri": "https://evil.test/"}, "unsafe_url", "logoutRedirectUri: https://evil.test is not in allowedRedirectOrigins"},
	"return by script":       {map[string]any{"logoutRedirectUri": "java\nscript:alert(1)"}, "unsafe_url", "logoutRedirectUri must be https (or http on loopback) without credentials"},
	"relative return":        {map[string]any{"logoutRedirectUri": "/silent-logout"}, "unsafe_url", "logoutRedirectUri is not an absolute URL"},
	"auth domain over http":  {map[string]any{"overrides": map[string]any{"authenticationDomain": "http://auth.example"}}, "unsafe_url", "authenticationDomain must be https (or http on loopback) without credentials"},
	"credentials in the URL": {map[string]any{"overrides": map[string]any{"authenticationDomain": "https://u:p@auth.example"}}, "unsafe_url", "authenticationDomain must be https (or http on loopback) without credentials"},
}

func TestWrongConfigurationIsRefused(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	p := newTab(t, thirdPartyBlocked)
	p.open(s.app + "/")
	for name, c := range refusals {
		t.Run(name, func(t *testing.T) {
			got := settle(p, js(`(async () => new passport.Passport(%s))()`, s.config(c.change)))

			assert.Equal(t, "PassportError", got.Name)
			assert.Equal(t, "INVALID_CONFIGURATION", got.Type)
			assert.Equal(t, c.code, got.Code)
			assert.Equal(t, c.message, got.Message)
		})
	}
	assert.Empty(t, s.idp.Requests(""))
}

func TestConfigurationIsCopiedAndOwn(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
	eval[any](u.tab, `passport.ready()`)
	config := s.config(map[string]any{"logoutRedirectUri": nil})

	got := settle(u.tab, js(`(() => {
		const config = %s;
		let reads = 0;
		Object.defineProperty(config, "clientId", { enumerable: true, get: () => (reads++ ? "other" : "client") });
		Object.prototype.logoutRedirectUri = "https://evil.test/";
		Object.prototype.mode = "local";
		const user = new passport.Passport(config);
		config.overrides.authenticationDomain = "https://evil.test";
		return user.logout().finally(() => {
			user.close();
			delete Object.prototype.logoutRedirectUri;
			delete Object.prototype.mode;
		});
	})()`, config))

	require.Empty(t, got.Message)
	assert.Equal(t, "silent", got.Receipt.Mode)
	assert.Equal(t, "ended", got.Receipt.IDP.Status)
	assert.False(t, u.stored())
	assert.False(t, u.passportAlive())
}

func TestAGetterThatThrowsIsRefused(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	p := newTab(t, thirdPartyBlocked)
	p.open(s.app + "/")
	for _, config := range []string{
		`{ get clientId() { throw 1 } }`, `new Proxy({}, { ownKeys() { throw new Error("no") } })`, `null`, `undefined`, `"text"`, `[]`,
	} {
		got := settle(p, `passportLogout(`+config+`)`)

		assert.Equal(t, "invalid_config", got.Code, config)
	}
}

func TestUnknownKeysAreNamedInAWarning(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	p := newTab(t, thirdPartyBlocked)
	p.open(s.app + "/")
	calls := chromedp.Events(p.ctx, runtime.ConsoleAPICalled)

	eval[any](p, js(`void new passport.Passport(%s), passport.ready()`, s.config(map[string]any{
		"audience": "platform_api", "scope": "openid", "popupRedirectUri": s.app, "jsonRpcReferrer": "x", "logoutRedirectURI": "typo",
	})))

	for call, err := range calls {
		require.NoError(t, err)
		require.Equal(t, runtime.ConsoleAPICalledTypeWarning, call.Type)
		assert.Contains(t, string(call.Args[0].Value), "config.logoutRedirectURI")
		break
	}
}

// Wrong options must not keep the user logged in.
func TestWrongOptionsLogOutAllTheSame(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ options, code string }{
		"unknown mode":   {`{ mode: "popover" }`, "invalid_config"},
		"foreign return": {`{ logoutRedirectUri: "https://evil.test/" }`, "unsafe_url"},
		"no signal":      {`{ signal: {} }`, "invalid_config"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			u := s.logIn(newTab(t, thirdPartyBlocked), clientID)

			got := settle(u.tab, js(`passportLogout(%s, `, s.config(nil))+c.options+`)`)

			assert.Equal(t, c.code, got.Code)
			require.NotNil(t, got.Receipt)
			assert.Equal(t, "cleared", got.Receipt.Local.Status)
			assert.False(t, u.stored())
		})
	}
}
