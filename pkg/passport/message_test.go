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

func TestCallbackMessageOnAnInsecurePage(t *testing.T) {
	b := passporttest.New("http://app.test/silent-logout")
	_, target, err := CallbackMessage(b, "http://app.test")
	require.NoError(t, err)
	assert.Equal(t, "http://app.test", target, "its own origin is as safe as the page")
}

func TestLogoutSilentCallbackInAFrame(t *testing.T) {
	b := passporttest.New(callback)
	b.Framed = true
	require.NoError(t, LogoutSilentCallback(b, appOrigin))
	assert.Equal(t, []passporttest.Post{{Message: callbackMessage, Origin: appOrigin}}, b.Posts())
	assert.Equal(t, []string{"PostToParent " + appOrigin}, b.Calls())

	assert.Equal(t, UnsafeURL, codeOf(t, LogoutSilentCallback(b, "javascript:alert(1)")))
	b.Fault = func(string, ...string) error { return errTest }
	assert.ErrorIs(t, LogoutSilentCallback(b, appOrigin), errTest)
}

func TestLogoutSilentCallbackAtTheTop(t *testing.T) {
	tests := map[string]struct{ url, leavesFor string }{
		"the page that started": {appPage, appPage},
		"a bare origin":         {appOrigin, appOrigin + "/"},
		"another query":         {callback + "?page=home", callback + "?page=home"},
		"this page":             {callback, ""},
		"a part of this page":   {callback + "#top", ""},
		"nothing":               {"", ""},
		"another origin":        {"https://other.test/", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			b := passporttest.New(callback)
			err := LogoutSilentCallback(b, test.url)
			assert.Empty(t, b.Posts())
			if test.leavesFor == "" {
				assert.Equal(t, NotFramed, codeOf(t, err))
				assert.Empty(t, b.Calls())
				return
			}
			require.NoError(t, err)
			assert.Equal(t, []string{"Replace self " + test.leavesFor}, b.Calls())
			b.Fault = func(string, ...string) error { return errTest }
			err = LogoutSilentCallback(b, test.url)
			assert.Equal(t, NavigationBlocked, codeOf(t, err))
			assert.ErrorIs(t, err, errTest)
		})
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
		{"https://app.test/", "https://app.test/", true},
		{"https://app.test/x", "https://app.test/", false},
		{"https://app.test/x", "", true},
		{"https://app.test.evil/", "", false},
		{"about:blank", "", false},
		{"", "", false},
	}
	for _, test := range tests {
		assert.Equal(t, test.want, isCallbackPage(test.href, appOrigin, test.callback), test.href)
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
