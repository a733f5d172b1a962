package passport

import (
	"math"
	"testing"

	"github.com/passport-logout/passport-logout/internal/wire"
	"github.com/passport-logout/passport-logout/pkg/passport/passporttest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestNewRefuses(t *testing.T) {
	const incumbent = "clientId, redirectUri cannot be null"
	tests := map[string]struct {
		edit    func(*Config)
		code    Code
		message string
	}{
		"no client ID":       {func(c *Config) { c.ClientID = "" }, InvalidConfig, incumbent},
		"no redirect URI":    {func(c *Config) { c.RedirectURI = "" }, InvalidConfig, incumbent},
		"mode":               {func(c *Config) { c.LogoutMode = "popover" }, InvalidConfig, `logoutMode must be "redirect", "silent", "popup", "local" or "auto"`},
		"auto mode":          {func(c *Config) { c.AutoMode = ModeSilent }, InvalidConfig, `autoMode must be "redirect" or "popup"`},
		"fallback":           {func(c *Config) { c.Fallback = "silent" }, InvalidConfig, `fallback must be "none" or "redirect"`},
		"redirect target":    {func(c *Config) { c.RedirectTarget = "_top" }, InvalidConfig, `redirectTarget must be "top" or "self"`},
		"negative limit":     {func(c *Config) { c.TimeoutMS = -1 }, InvalidConfig, "a time must be a positive number of milliseconds"},
		"auth domain":        {func(c *Config) { c.AuthenticationDomain = "http://auth.test" }, UnsafeURL, "authenticationDomain must be https (or http on loopback) without credentials"},
		"auth domain, query": {func(c *Config) { c.AuthenticationDomain = "https://auth.test/?x" }, UnsafeURL, "authenticationDomain must have no query or fragment"},
		"callback, relative": {func(c *Config) { c.LogoutRedirectURI = "/out" }, UnsafeURL, "logoutRedirectUri is not an absolute URL"},
		"callback, scheme":   {func(c *Config) { c.LogoutRedirectURI = "javascript:alert(1)" }, UnsafeURL, "logoutRedirectUri must be https (or http on loopback) without credentials"},
		"callback, user":     {func(c *Config) { c.LogoutRedirectURI = "https://user@app.test/" }, UnsafeURL, "logoutRedirectUri must be https (or http on loopback) without credentials"},
		"callback, origin":   {func(c *Config) { c.LogoutRedirectURI = "https://evil.test/?secret" }, UnsafeURL, "logoutRedirectUri: https://evil.test is not in allowedRedirectOrigins"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			test.edit(&w.config)
			client, err := New(w.config, w.Browser)
			assert.Nil(t, client)
			assert.Equal(t, test.code, codeOf(t, err))
			assert.EqualError(t, err, test.message)
			assert.Equal(t, "INVALID_CONFIGURATION", test.code.Type())
			assert.True(t, w.signedIn(), "a client that was refused does nothing")
		})
	}
}

func TestNewRefusesAnOpaqueOrigin(t *testing.T) {
	w := newWorld(t)
	w.Opaque = true
	_, err := New(w.config, w.Browser)
	assert.Equal(t, UnsupportedEnvironment, codeOf(t, err))
	assert.Equal(t, "LOGOUT_ERROR", UnsupportedEnvironment.Type())
}

func TestDefaults(t *testing.T) {
	client, err := New(Config{ClientID: "c", RedirectURI: "r"}, passporttest.New(appPage))
	require.NoError(t, err)
	assert.Equal(t, Config{
		AuthenticationDomain: "https://auth.immutable.com",
		ClientID:             "c",
		RedirectURI:          "r",
		LogoutMode:           ModeRedirect,
		AutoMode:             ModeRedirect,
		Fallback:             FallbackNone,
		RedirectTarget:       TargetTop,
		TimeoutMS:            10_000,
		BeforeLogoutMS:       1_000,
	}, client.config)
}

func TestNewCopiesTheConfiguration(t *testing.T) {
	w := newWorld(t)
	w.config.StorageKeys = []string{"jwt"}
	client, err := New(w.config, w.Browser)
	require.NoError(t, err)
	w.config.StorageKeys[0] = "other"
	assert.Equal(t, []string{"jwt"}, client.config.StorageKeys)
}

func TestCallbackOnAnAllowedOrigin(t *testing.T) {
	for _, allowed := range []string{"https://out.test", "https://out.test/"} {
		w := newWorld(t)
		w.config.LogoutRedirectURI = "https://out.test/done"
		w.config.AllowedRedirectOrigins = []string{"https://other.test", allowed}
		_, err := New(w.config, w.Browser)
		assert.NoError(t, err)
	}
}

func TestLimitIsOneThatATimerTakes(t *testing.T) {
	w := newWorld(t)
	w.config.TimeoutMS = math.MaxInt
	client, err := New(w.config, w.Browser)
	require.NoError(t, err)
	assert.Equal(t, wire.MaxTimeoutMS, client.config.TimeoutMS)
	assert.Equal(t, wire.MaxTimeoutMS, client.withOptions(Options{TimeoutMS: math.MaxInt}).TimeoutMS)
}

func TestSessionKey(t *testing.T) {
	assert.Equal(t, "oidc.user:https://auth.immutable.com:c", Config{ClientID: "c"}.SessionKey())
	assert.Equal(t, "oidc.user:auth.test/:c", Config{ClientID: "c", AuthenticationDomain: "auth.test/"}.SessionKey())
}
