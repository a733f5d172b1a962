package passport

import (
	"encoding/json"
	"testing"

	"github.com/passport-logout/passport-logout/pkg/passport/passporttest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// returnCase is a return to the landing page. A browser test holds the loader against
// the same file.
type returnCase struct {
	Name, Sent, URL, Clean string
	Kept                   bool // what was sent stays there for the return to come
	Result                 struct {
		State, Error string
		AppState     any
	}
}

func TestHandleLogoutRedirect(t *testing.T) {
	for _, test := range readVectors[returnCase](t, "returns.json") {
		t.Run(test.Name, func(t *testing.T) {
			b := passporttest.New(test.URL)
			if test.Sent != "" {
				_ = b.StorageSet(sessionStorage, "passport.logout.state", test.Sent)
			}

			got := HandleLogoutRedirect(b)

			assert.Equal(t, test.Result.State, string(got.State))
			assert.Equal(t, test.Result.Error, got.Error)
			var appState any
			if json.Unmarshal([]byte(got.AppState), &appState) == nil {
				assert.Equal(t, test.Result.AppState, appState)
			} else {
				assert.Nil(t, test.Result.AppState)
			}
			assert.Equal(t, test.Clean, b.URL)
			assert.Equal(t, test.Kept, len(b.Stored(sessionStorage)) == 1, "it counts once")
		})
	}
}

func FuzzHandleLogoutRedirect(f *testing.F) {
	f.Add("s1 {}", "a=b&state=s1#c")
	f.Add("s1", "state=s1_&state=s1&error=%&&=&code")
	f.Fuzz(func(t *testing.T, sent, query string) {
		b := passporttest.New(appPage)
		b.URL = appPage + "?" + query
		_ = b.StorageSet(sessionStorage, "passport.logout.state", sent)

		got := HandleLogoutRedirect(b)

		assert.True(t, isOn(appOrigin, b.URL))
		if got.State == StateMatch {
			require.NotEmpty(t, sent)
			assert.False(t, hasParam(b.URL, "state"))
		}
		if got.State == StateMismatch {
			assert.Empty(t, got.AppState)
		}
	})
}
