package passport

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/passport-logout/passport-logout/pkg/passport/passporttest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// wireCase is what goes over the wire and into the storage with one
// configuration. A browser test holds the loader against the same file.
type wireCase struct {
	Name   string
	Config struct {
		AuthenticationDomain   string
		ClientID               string `json:"clientId"`
		RedirectURI            string `json:"redirectUri"`
		Provider               *OIDCProvider
		LogoutRedirectURI      string `json:"logoutRedirectUri"`
		LogoutMode             Mode
		AutoMode               Mode
		CrossSDKBridge         bool `json:"crossSdkBridgeEnabled"`
		StorageKeys            []string
		TimeoutMS              int `json:"silentTimeoutMs"`
		Fallback               Fallback
		Verify                 bool
		RedirectTarget         RedirectTarget
		AllowedRedirectOrigins []string
		BeforeLogout           func() `json:"-"`
		BeforeLogoutMS         int
		IdleTimeoutMS          int
		IdleWarningMS          int
	}
	SessionKey   string
	TombstoneKey string
	Items        [][2]string
	LogoutURL    string
	RefreshToken string
	Revocation   passporttest.Request
}

func wireCases(t *testing.T) []wireCase {
	text, err := os.ReadFile("testdata/wire.json")
	require.NoError(t, err)
	var cases []wireCase
	require.NoError(t, json.Unmarshal(text, &cases))
	return cases
}

func TestWire(t *testing.T) {
	for _, test := range wireCases(t) {
		t.Run(test.Name, func(t *testing.T) {
			b := passporttest.New(appPage)
			client, err := New(Config(test.Config), b)
			require.NoError(t, err)
			assert.Equal(t, test.SessionKey, client.config.SessionKey())
			assert.Equal(t, test.TombstoneKey, client.config.TombstoneKey())
			var items [][2]string
			for _, it := range append(client.provider.sessionItems(), client.config.leftovers()...) {
				items = append(items, [2]string{it.area, it.key})
			}
			assert.Equal(t, test.Items, items)

			url, err := client.LogoutURL()
			require.NoError(t, err)
			assert.Equal(t, test.LogoutURL, url)

			newRevocation(ModeSilent).ask(b, client.provider.revocationURL(), test.Config.ClientID, test.RefreshToken)
			assert.Equal(t, []passporttest.Request{test.Revocation}, b.Requests())
		})
	}
}
