package passport

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/passport-logout/passport-logout/pkg/passport/passporttest"
	"github.com/stretchr/testify/assert"
)

func header(json string) string { return base64.RawURLEncoding.EncodeToString([]byte(json)) }

// The same holds with both build tags.
func TestReadClaims(t *testing.T) {
	good := token(`{"sub":"user","exp":1,"nested":{"a":[1]}}`)
	parts := strings.Split(good, ".")
	claims := map[string]any{"sub": "user", "exp": float64(1), "nested": map[string]any{"a": []any{float64(1)}}}
	tests := map[string]struct {
		token string
		want  map[string]any
	}{
		"JWT":                 {good, claims},
		"alg none":            {header(`{"alg":"none"}`) + "." + parts[1] + ".", claims},
		"alg unknown":         {header(`{"alg":"ES256K"}`) + "." + parts[1] + ".c2ln", claims},
		"alg missing":         {header(`{}`) + "." + parts[1] + ".c2ln", claims},
		"text beyond ASCII":   {token(`{"name":"é😀"}`), map[string]any{"name": "é😀"}},
		"empty":               {"", nil},
		"opaque":              {"v1.Mabcdef", nil},
		"undefined":           {"undefined", nil},
		"two parts":           {parts[0] + "." + parts[1], nil},
		"four parts":          {good + ".x", nil},
		"five parts, a JWE":   {"a.b.c.d.e", nil},
		"many dots":           {strings.Repeat(".", maxToken), nil},
		"padded":              {parts[0] + "." + parts[1] + "==." + parts[2], nil},
		"outside the letters": {parts[0] + "." + "!!!!" + "." + parts[2], nil},
		"not JSON":            {token("claims"), nil},
		"array":               {token("[]"), nil},
		"string":              {token(`"x"`), nil},
		"too long":            {token(`{"a":"` + strings.Repeat("x", maxToken) + `"}`), nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := readClaims(passporttest.New(appPage), test.token)
			assert.Equal(t, test.want, got)
			assert.Equal(t, test.want == nil, err != nil)
		})
	}
}

func TestUserInfo(t *testing.T) {
	tests := map[string]struct {
		entry string
		want  map[string]any
	}{
		"profile first":    {`{"profile":{"sub":"p"},"id_token":"` + token(`{"sub":"t"}`) + `"}`, map[string]any{"sub": "p"}},
		"claims otherwise": {`{"id_token":"` + token(`{"sub":"t"}`) + `"}`, map[string]any{"sub": "t"}},
		"opaque token":     {`{"id_token":"opaque"}`, nil},
		"nothing":          {`{}`, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(w *world) { _ = w.StorageSet(localStorage, sessionKey, test.entry) }, func(w *world) {
				got, err := w.client.UserInfo()
				assert.NoError(t, err)
				assert.Equal(t, test.want, got)
			})
		})
	}
}

func FuzzClaims(f *testing.F) {
	for _, seed := range []string{
		token(`{"sub":"u"}`), "", "a.b.c", "..", "e30.e30.", "e30.bnVsbA.", "e30.\ne30.", "e30.e30=.x", strings.Repeat(".", 99),
	} {
		f.Add(seed)
	}
	b := passporttest.New(appPage)
	f.Fuzz(func(t *testing.T, token string) {
		claims, err := readClaims(b, token)
		if err == nil {
			assert.NotNil(t, claims)
			assert.Equal(t, 2, strings.Count(token, "."))
		} else {
			assert.Nil(t, claims)
		}
	})
}
