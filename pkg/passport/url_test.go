package passport

import (
	"net/url"
	"strings"
	"testing"

	"github.com/passport-logout/passport-logout/pkg/passport/passporttest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestParseSafe(t *testing.T) {
	tests := map[string]parsedURL{
		"https://a.test":           {"https://a.test/", "https://a.test"},
		"HTTPS://A.test:443/x?y#z": {"https://a.test/x?y#z", "https://a.test"},
		"https://a.test:8443/":     {"https://a.test:8443/", "https://a.test:8443"},
		"http://localhost:3000":    {"http://localhost:3000/", "http://localhost:3000"},
		"http://127.0.0.1/":        {"http://127.0.0.1/", "http://127.0.0.1"},
		"http://[::1]:1/":          {"http://[::1]:1/", "http://[::1]:1"},
		"http://app.localhost/":    {"http://app.localhost/", "http://app.localhost"},
		"http://a.test/":           {},
		"http://127.evil.test/":    {},
		"http://localhost.evil/":   {},
		"http://evillocalhost/":    {},
		"https://u@a.test/":        {},
		"https://u:p@a.test/":      {},
		"javascript:alert(1)":      {},
		"data:text/html,x":         {},
		"blob:https://a.test/x":    {},
		"ftp://a.test/":            {},
		"//a.test/":                {},
		"/path":                    {},
		"":                         {},
	}
	for raw, want := range tests {
		got, err := parseSafe(passporttest.New(appPage), "setting", raw, "")
		assert.Equal(t, want, got, raw)
		if want == (parsedURL{}) {
			require.NotNil(t, err, raw)
			assert.Equal(t, UnsafeURL, err.Code)
			assert.Contains(t, err.Message, "setting ")
		} else {
			assert.Nil(t, err, raw)
		}
	}
}

// A page is as safe as its own origin, and may return to that.
func TestParseReturnOnThePagesOwnOrigin(t *testing.T) {
	tests := map[string]struct {
		page, raw string
		code      Code
	}{
		"LAN":          {"http://192.168.0.7:3000/", "http://192.168.0.7:3000/out", ""},
		"http":         {"http://app.test/", "http://app.test", ""},
		"another port": {"http://app.test/", "http://app.test:8080/", UnsafeURL},
		"downgrade":    {"https://app.test/", "http://app.test/", UnsafeURL},
		"credentials":  {"http://app.test/", "http://u@app.test/", UnsafeURL},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := New(Config{ClientID: "c", RedirectURI: "r", LogoutRedirectURI: test.raw}, passporttest.New(test.page))
			if test.code == "" {
				assert.NoError(t, err)
				return
			}
			assert.Equal(t, test.code, codeOf(t, err))
		})
	}
}

func TestAuthDomainOnThePagesOwnOriginMustBeSafeToo(t *testing.T) {
	_, err := New(Config{ClientID: "c", RedirectURI: "r", AuthenticationDomain: "http://app.test"}, passporttest.New("http://app.test/"))
	assert.Equal(t, UnsafeURL, codeOf(t, err))
}

func TestReturnIsSentAsItWasWritten(t *testing.T) {
	tests := map[string]string{ // what is sent, "" for what is written
		"https://app.test":                "",
		"https://app.test/":               "",
		"https://APP.test:443/a/../b?c#d": "",
		"https://app.test/é%20?@#@":       "",
		"https://app.test/a b":            "https://app.test/a%20b",
		"https://app.test/\u00a0":         "https://app.test/%C2%A0",
		"https://app.test/\u3000":         "https://app.test/%E3%80%80",
		"https://app.test/\ufeff":         "https://app.test/%EF%BB%BF",
		"https://app.test/\u0085":         "https://app.test/%C2%85",
		"https://app.test/\u2003x":        "https://app.test/%E2%80%83x",
		" https://app.test ":              "https://app.test/",
		"https://@app.test/":              "https://app.test/",
	}
	for raw, want := range tests {
		b := atSignDropper{passporttest.New(appPage)}
		got, err := parseReturn(b, raw, nil)
		require.Nil(t, err, raw)
		assert.Equal(t, or(want, raw), got.text, raw)
	}
	assert.False(t, isPlain(`https:\\app.test\x`))
	assert.False(t, isPlain("https:app.test"), "without slashes a server reads that as a path of its own")
}

// atSignDropper reads empty credentials as browsers do.
type atSignDropper struct{ *passporttest.Browser }

func (a atSignDropper) ParseURL(raw string) (href, origin string, err error) {
	return a.Browser.ParseURL(strings.Replace(raw, "//@", "//", 1))
}

func TestExtensionPage(t *testing.T) {
	for _, scheme := range []string{"chrome", "moz", "safari-web"} {
		_, err := parseReturn(passporttest.New(appPage), scheme+"-extension://abc/out.html", nil)
		require.NotNil(t, err)
		assert.Equal(t, UnsafeURL, err.Code)
		assert.Contains(t, err.Message, "identity.launchWebAuthFlow")
	}
}

// FuzzURL judges with a parser that is not the browser's; e2e has a fuzzer that
// holds the same decisions against a browser.
func FuzzURL(f *testing.F) {
	for _, seed := range []string{
		appOrigin, callback, callback + "?a=b#c", "https://app.test@evil.test/", "https://app.test.evil.test/", "//app.test", `https:\\app.test`,
		"https://app.test:443/..//x", "HTTPS://APP.TEST", "http://localhost:1/", "auth.app.test", "auth.app.test/?", "https://auth.app.test/#", "javascript://app.test/%0a", "",
	} {
		f.Add(seed)
	}
	b := passporttest.New(appPage)
	config := Config{ClientID: "a&b=c#d"}
	f.Fuzz(func(t *testing.T, raw string) {
		domain, err := parseAuthDomain(b, raw)
		if err != nil {
			assert.Equal(t, UnsafeURL, err.Code)
			domain = parsedURL{authDomain, authDomain}
		}
		assert.NotContains(t, domain.href, "?")
		assert.NotContains(t, domain.href, "#")
		back, err := parseReturn(b, raw, nil)
		if err != nil {
			assert.Equal(t, UnsafeURL, err.Code)
			back = returnURL{parsedURL{callback, appOrigin}, callback}
		}
		assert.Equal(t, appOrigin, back.origin)
		link := (&passportProvider{config, domain}).endSession(&logout{callback: back}).url()
		assert.True(t, strings.HasPrefix(link, domain.origin+"/"), link)
		query, _ := strings.CutPrefix(link, domain.href+"/v2/logout?")
		parsed, parseErr := url.ParseQuery(query)
		require.NoError(t, parseErr)
		assert.Equal(t, url.Values{"client_id": {config.ClientID}, "returnTo": {back.text}}, parsed)
	})
}

func TestFormEscape(t *testing.T) {
	tests := map[string]string{
		"":         "",
		"azAZ09":   "azAZ09",
		"*-._":     "*-._",
		"~ +":      "%7E+%2B",
		"!'()":     "%21%27%28%29",
		"é€😀":      "%C3%A9%E2%82%AC%F0%9F%98%80",
		"\x00\n%&": "%00%0A%25%26",
	}
	for in, want := range tests {
		assert.Equal(t, want, formEscape(in), in)
	}
}

func FuzzFormEscape(f *testing.F) {
	for _, seed := range []string{"", "a b", "*~", "é", "a&b=c;d", "\xff", "%zz+"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		escaped := formEscape(s)
		back, err := url.ParseQuery("k=" + escaped)
		require.NoError(t, err)
		assert.Equal(t, s, back.Get("k"))
		likeGo := strings.ReplaceAll(strings.ReplaceAll(escaped, "*", "%2A"), "%7E", "~")
		assert.Equal(t, url.QueryEscape(s), likeGo)
	})
}

func TestHasParam(t *testing.T) {
	tests := map[string]bool{
		"https://a.test/?error=x":         true,
		"https://a.test/?error":           true,
		"https://a.test/?a=1&error=&b":    true,
		"https://a.test/?&&error=1":       true,
		"https://a.test/?a=?error=1":      false,
		"https://a.test/?errors=1":        false,
		"https://a.test/?a=error":         false,
		"https://a.test/#?error=1":        false,
		"https://a.test/?a#&error=1":      false,
		"https://a.test/error=1":          false,
		"https://a.test/?error_code=1":    false,
		"https://a.test/?x=1?&error#frag": true,
		"":                                false,
	}
	for href, want := range tests {
		assert.Equal(t, want, hasParam(href, "error"), href)
	}
}

func FuzzHasParam(f *testing.F) {
	for _, seed := range []string{"", "error=1", "a=1&error", "error&&=", "x=error", "a=b=c&error=", "=error"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, query string) {
		if strings.ContainsAny(query, "%+;#") { // other readings than ours, by design
			t.Skip()
		}
		parsed, err := url.ParseQuery(query)
		require.NoError(t, err)
		assert.Equal(t, parsed.Has("error"), hasParam("https://a.test/?"+query, "error"))
	})
}

func TestWithoutQuery(t *testing.T) {
	for _, href := range []string{"https://a.test/p", "https://a.test/p?q#f", "https://a.test/p#f?q"} {
		assert.Equal(t, "https://a.test/p", withoutQuery(href))
	}
}
