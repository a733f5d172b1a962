package passport

import (
	"encoding/json"
	"testing"

	"github.com/passport-logout/passport-logout/pkg/passport/passporttest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCallbackMessage(t *testing.T) {
	tests := map[string]struct{ url, target string }{
		"origin":         {"http://localhost:3000", "http://localhost:3000"},
		"page":           {"https://app.test/a?b#c", appOrigin},
		"own by default": {"", appOrigin},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			message, target, err := CallbackMessage(passporttest.New(callback), test.url)
			require.NoError(t, err)
			assert.Equal(t, test.target, target)
			assert.Equal(t, map[string]any{
				"source": "oidc-client", "url": or(test.url, callback), "keepOpen": false,
			}, message)
			assert.True(t, isCallbackMessage(message))
		})
	}
}

func TestCallbackMessageHandsOnTheErrorOfTheAuthDomain(t *testing.T) {
	href := callback + "?error=access_denied"
	message, target, err := CallbackMessage(passporttest.New(href), appOrigin)
	require.NoError(t, err)
	assert.Equal(t, appOrigin, target)
	assert.Equal(t, href, message["url"])
	assert.True(t, messageHasError(passporttest.New(appPage), message))
}

func TestCallbackMessageRefuses(t *testing.T) {
	for _, url := range []string{"*", "null", "/", "http://app.test", "javascript:alert(1)", "https://u:p@app.test"} {
		message, target, err := CallbackMessage(passporttest.New(callback), url)
		assert.Equal(t, UnsafeURL, codeOf(t, err), url)
		assert.Empty(t, target)
		assert.Nil(t, message)
		assert.Contains(t, err.Error(), "the url given to logoutSilentCallback")
	}
}

func TestIsCallbackPage(t *testing.T) {
	tests := []struct {
		href, callback string
		want           bool
	}{
		{"https://app.test/cb", "https://app.test/cb", true},
		{"https://app.test/cb?a#b", "https://app.test/cb?c", true},
		{"https://app.test/cb/", "https://app.test/cb", false},
		{"https://app.test/cbx", "https://app.test/cb", false},
		{"https://app.test/", "https://app.test", true},
		{"https://app.test/x", "https://app.test", false},
		{"https://app.test/x", "", true},
		{"https://app.test.evil/", "", false},
		{"about:blank", "", false},
		{"", "", false},
	}
	for _, test := range tests {
		url := parsedURL{}
		if test.callback != "" {
			url = parsedURL{test.callback, appOrigin}
		}
		assert.Equal(t, test.want, isCallbackPage(test.href, appOrigin, url), test.href)
	}
}

func FuzzMessage(f *testing.F) {
	for _, seed := range []string{
		`{"source":"oidc-client","url":"https://app.test/","keepOpen":false}`,
		`{"source":"oidc-client","url":"https://app.test/?error=x"}`,
		`{"source":"oidc-client","url":1}`, `{"source":["oidc-client"],"url":"x"}`, `[]`, `null`, `"x"`, `{"url":"%"}`,
	} {
		f.Add(seed)
	}
	b := passporttest.New(appPage)
	f.Fuzz(func(t *testing.T, text string) {
		var data any
		if json.Unmarshal([]byte(text), &data) != nil {
			t.Skip()
		}
		if isCallbackMessage(data) {
			message := data.(map[string]any)
			assert.Equal(t, "oidc-client", message["source"])
			assert.NotEmpty(t, message["url"])
		}
		if messageHasError(b, data) {
			assert.Contains(t, data.(map[string]any)["url"], "error")
		}
	})
}
