package passport

import (
	"strings"
	"testing"

	"github.com/passport-logout/passport-logout/pkg/passport/passporttest"
	"github.com/stretchr/testify/assert"
)

func TestSession(t *testing.T) {
	type content struct {
		idToken, accessToken, refreshToken string
		profile                            map[string]any
	}
	full := content{secretID, secretAccess, secretRefresh, map[string]any{"sub": "user"}}
	tests := map[string]struct {
		text string
		want content
	}{
		"as stored":         {storedSession, full},
		"more than we know": {strings.Replace(storedSession, "{", `{"x":[1,{}],`, 1), full},
		"absent":            {"", content{}},
		"corrupt":           {storedSession[:20], content{}},
		"null":              {"null", content{}},
		"empty object":      {"{}", content{}},
		"array":             {"[" + storedSession + "]", content{}},
		"string":            {`"` + secretID + `"`, content{}},
		"number":            {"1", content{}},
		"wrong types":       {`{"id_token":1,"access_token":null,"refresh_token":["x"],"profile":"y"}`, content{}},
		"array profile":     {`{"id_token":"i","profile":[]}`, content{idToken: "i"}},
		"other case":        {`{"ID_TOKEN":"i"}`, content{}},
		"5 MB":              {`{"id_token":"` + strings.Repeat("x", 5<<20) + `"}`, content{}},
		"a JWT itself":      {secretID, content{}},
		"depth":             {strings.Repeat("[", 20_000), content{}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s := session{passporttest.New(appPage), test.text}
			assert.Equal(t, test.want, content{s.idToken(), s.accessToken(), s.refreshToken(), s.profile()})
		})
	}
}

func FuzzSession(f *testing.F) {
	for _, seed := range []string{storedSession, "null", "{}", "[]", `{"profile":null}`, `{"id_token":{}}`, `{"a`} {
		f.Add(seed)
	}
	b := passporttest.New(appPage)
	f.Fuzz(func(t *testing.T, text string) {
		s := session{b, text}
		for _, token := range []string{s.idToken(), s.accessToken(), s.refreshToken()} {
			assert.LessOrEqual(t, len(token), 3*len(text)) // U+FFFD for a byte
		}
	})
}

func TestStoredSession(t *testing.T) {
	inWorld(t, nil, func(w *world) {
		id, err := w.client.IDToken()
		assert.NoError(t, err)
		assert.Equal(t, secretID, id)
		access, err := w.client.AccessToken()
		assert.NoError(t, err)
		assert.Equal(t, secretAccess, access)
		user, err := w.client.UserInfo()
		assert.NoError(t, err)
		assert.Equal(t, map[string]any{"sub": "user"}, user)
	})
}

func TestIsLoggedIn(t *testing.T) {
	tests := map[string]bool{
		storedSession:             true,
		`{"id_token":"i"}`:        true,
		`{"access_token":"a"}`:    true,
		`{"refresh_token":"r"}`:   false,
		`{"profile":{"sub":"u"}}`: false,
		"corrupt":                 false,
	}
	for text, want := range tests {
		inWorld(t, func(w *world) { _ = w.StorageSet(localStorage, sessionKey, text) }, func(w *world) {
			got, err := w.client.IsLoggedIn()
			assert.NoError(t, err)
			assert.Equal(t, want, got, text)
		})
	}
}

func TestStoredSessionThatIsDenied(t *testing.T) {
	inWorld(t, func(w *world) { w.fault(errTest, "StorageGet") }, func(w *world) {
		_, loggedIn := w.client.IsLoggedIn()
		_, id := w.client.IDToken()
		_, access := w.client.AccessToken()
		_, user := w.client.UserInfo()
		for _, err := range []error{loggedIn, id, access, user} {
			assert.Equal(t, StorageFailed, codeOf(t, err))
			assert.ErrorIs(t, err, errTest)
		}
	})
}
