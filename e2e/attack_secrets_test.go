package e2e

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"strings"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// secrets are what must not be shown anywhere: the tokens, by their parts, also
// where somebody encoded them once more.
func (u *user) secrets(entry string) []string {
	u.tab.t.Helper()
	var tokens struct {
		ID      string `json:"id_token"`
		Access  string `json:"access_token"`
		Refresh string `json:"refresh_token"`
	}
	require.NoError(u.tab.t, json.Unmarshal([]byte(entry), &tokens))
	secrets := []string{tokens.Refresh}
	for _, token := range []string{tokens.ID, tokens.Access} {
		parts := strings.Split(token, ".")
		require.Len(u.tab.t, parts, 3)
		secrets = append(secrets, parts[1], parts[2])
	}
	for _, s := range secrets {
		require.Greater(u.tab.t, len(s), 16)
		secrets = append(secrets, base64.StdEncoding.EncodeToString([]byte(s))[:20])
	}
	return secrets
}

// areSecret asserts that nothing that was heard shows a secret. The query may
// stand in URLs, which is where it belongs, but in nothing that the module says.
func (u *user) areSecret(heard []string, entry string) {
	u.tab.t.Helper()
	require.Greater(u.tab.t, len(heard), 3)
	secrets := u.secrets(entry)
	for _, line := range heard {
		plain := line
		if decoded, err := url.QueryUnescape(line); err == nil {
			plain += decoded
		}
		for _, secret := range secrets {
			assert.NotContains(u.tab.t, plain, secret)
		}
		switch kind, _, _ := strings.Cut(line, " "); kind {
		case "receipt", "rejected", "loggedOut", "channel", "console", "mark", "measure":
			assert.NotContains(u.tab.t, plain, "SECRET-QUERY")
		}
	}
}
