package passport

import (
	"encoding/json"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/passport-logout/passport-logout/pkg/passport/passporttest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// oidcCase is a logout of an OpenID provider. A browser test holds the loader against
// the same file.
type oidcCase struct {
	Name     string
	Provider struct {
		OIDCProvider
		Parameters orderedParameters
	}
	LogoutRedirectURI        string `json:"logoutRedirectUri"`
	Claims                   json.RawMessage
	IDToken                  string
	SessionKey, TombstoneKey string
	URL                      string
}

// orderedParameters are the members of an object, in their order.
type orderedParameters [][2]string

func (p *orderedParameters) UnmarshalJSON(data []byte) error {
	d := json.NewDecoder(strings.NewReader(string(data)))
	_, err := d.Token()
	for err == nil && d.More() {
		var name, value json.Token
		if name, err = d.Token(); err == nil {
			value, err = d.Token()
			*p = append(*p, [2]string{name.(string), value.(string)})
		}
	}
	return err
}

func readVectors[T any](t *testing.T, name string) (vectors []T) {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &vectors))
	require.NotEmpty(t, vectors)
	return vectors
}

func TestOIDCWire(t *testing.T) {
	for _, test := range readVectors[oidcCase](t, "oidc.json") {
		t.Run(test.Name, func(t *testing.T) {
			provider := test.Provider.OIDCProvider
			provider.Parameters = test.Provider.Parameters
			hint := test.IDToken
			if test.Claims != nil {
				hint = token(string(test.Claims))
			}
			config := Config{
				ClientID: clientID, RedirectURI: "https://app.test/redirect",
				Provider: &provider, LogoutRedirectURI: test.LogoutRedirectURI, LogoutMode: ModeRedirect,
			}
			if test.SessionKey != "" {
				assert.Equal(t, test.SessionKey, config.SessionKey())
			}
			if test.TombstoneKey != "" {
				assert.Equal(t, test.TombstoneKey, config.TombstoneKey())
			}
			for _, area := range []string{localStorage, sessionStorage} {
				b := passporttest.New(appPage)
				_ = b.StorageSet(area, config.SessionKey(), `{"id_token":"`+hint+`","refresh_token":"`+secretRefresh+`"}`)
				client, err := New(config, b)
				require.NoError(t, err)
				link, err := client.LogoutURL()
				require.NoError(t, err)
				state := param(link, "state")
				assert.Equal(t, strings.NewReplacer("HINT", hint, "STATE", state).Replace(test.URL), link)
				assert.Empty(t, b.Stored(area)[config.SessionKey()], "the session is gone from both areas")
				if state != "" {
					assert.Equal(t, map[string]string{"passport.logout.state": state + " "}, b.Stored(sessionStorage))
				}
			}
		})
	}
}

func TestOIDCRefuses(t *testing.T) {
	tests := map[string]struct {
		provider OIDCProvider
		code     Code
		message  string
	}{
		"nothing":             {OIDCProvider{}, InvalidConfig, "provider needs kind, and issuer or endSessionEndpoint"},
		"method":              {OIDCProvider{Issuer: "https://op.test", Method: "put"}, InvalidConfig, `provider.method must be "get" or "post"`},
		"issuer over http":    {OIDCProvider{Issuer: "http://op.test"}, UnsafeURL, "provider.issuer must be https (or http on loopback) without credentials"},
		"issuer with a query": {OIDCProvider{Issuer: "https://op.test/?a=b"}, UnsafeURL, "provider.issuer must have no query or fragment"},
		"relative endpoint":   {OIDCProvider{EndSessionEndpoint: "/logout"}, UnsafeURL, "provider.endSessionEndpoint is not an absolute URL"},
		"script":              {OIDCProvider{EndSessionEndpoint: "javascript:alert(1)"}, UnsafeURL, "provider.endSessionEndpoint must be https (or http on loopback) without credentials"},
		"revocation over http": {
			OIDCProvider{Issuer: "https://op.test", RevocationEndpoint: "http://op.test"},
			UnsafeURL, "provider.revocationEndpoint must be https (or http on loopback) without credentials",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := New(Config{ClientID: "c", RedirectURI: "r", Provider: &test.provider}, passporttest.New(appPage))
			assert.Equal(t, test.code, codeOf(t, err))
			assert.EqualError(t, err, test.message)
		})
	}
}

// Whatever an entry holds, the URL stays the endpoint's, and its parameters ours.
func FuzzOIDCHint(f *testing.F) {
	f.Add(`{"id_token":"a.b.c"}`)
	f.Add(`{"id_token":"` + token(`{"aud":["client"]}`) + `"}`)
	f.Add(`{"id_token":"` + token(`{"aud":[[],{},"client"],"iss":1}`) + `"}`)
	f.Fuzz(func(t *testing.T, entry string) {
		b := passporttest.New(appPage)
		config := Config{ClientID: clientID, RedirectURI: "r", Provider: &OIDCProvider{EndSessionEndpoint: "https://op.test/logout"}}
		_ = b.StorageSet(localStorage, config.SessionKey(), entry)
		client, err := New(config, b)
		require.NoError(t, err)
		link, err := client.LogoutURL()
		require.NoError(t, err)
		query, found := strings.CutPrefix(link, "https://op.test/logout?")
		require.True(t, found, link)
		parsed, err := url.ParseQuery(query)
		require.NoError(t, err)
		parsed.Del("id_token_hint")
		assert.Equal(t, url.Values{"client_id": {clientID}}, parsed)
	})
}
