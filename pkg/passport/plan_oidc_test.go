package passport

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What an OpenID provider is sent is told without the ID token.
func TestPlanOfAnOpenIDProvider(t *testing.T) {
	at := OIDCProvider{Issuer: "https://auth.app.test", EndSessionEndpoint: "https://auth.app.test/logout?tenant=1"}
	stored := func(claims string) func(*world) {
		return func(w *world) {
			signedInAt(at, ModeSilent)(w)
			_ = w.StorageSet(localStorage, w.config.SessionKey(), entry(claims))
			w.config.LogoutRedirectURI = ""
		}
	}
	const ours = `"iss":"https://auth.app.test","aud":"client"`
	tests := map[string]struct {
		claims string
		url    string
		want   []WarningCode
	}{
		"fresh":          {`{` + ours + `,"exp":4102444800}`, "&id_token_hint=%E2%80%A6&client_id=client", nil},
		"without an end": {`{` + ours + `}`, "&id_token_hint=%E2%80%A6&client_id=client", nil},
		"expired":        {`{` + ours + `,"exp":1}`, "&id_token_hint=%E2%80%A6&client_id=client", []WarningCode{ExpiredHint}},
		"another client": {`{"iss":"https://auth.app.test","aud":"another"}`, "&client_id=client", []WarningCode{ForeignHint}},
		"another issuer": {`{"iss":"https://other.test","aud":"client"}`, "&client_id=client", []WarningCode{ForeignHint}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inWorld(t, stored(test.claims), func(w *world) {
				plan, err := w.client.Plan(Options{})
				require.NoError(t, err)
				assert.Equal(t, at.EndSessionEndpoint+test.url, plan.URL)
				assert.Equal(t, []string{w.config.SessionKey()}, plan.Keys)
				assert.Equal(t, []string{"id_token", "refresh_token"}, plan.Tokens)
				var codes []WarningCode
				for _, warning := range plan.Warnings {
					codes = append(codes, warning.Code)
				}
				assert.Equal(t, test.want, codes)
				assert.Empty(t, w.Stored(sessionStorage), "no landing page is told")
			})
		})
	}
}

func TestPlanOfAProviderThatIsNotFound(t *testing.T) {
	inWorld(t, func(w *world) {
		signedInAt(OIDCProvider{Issuer: "https://auth.app.test"}, ModeSilent)(w)
		w.AnswerGet = func(string) (int, string, error) { return 0, "", errors.New("down") }
	}, func(w *world) {
		plan, err := w.client.Plan(Options{})
		require.NoError(t, err)
		assert.Empty(t, plan.URL)
		require.NotEmpty(t, plan.Warnings)
		assert.Equal(t, UnknownEndpoint, plan.Warnings[0].Code)
	})
}
