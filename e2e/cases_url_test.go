package e2e

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Auth domains compare returnTo with what was registered, letter by letter. Both
// halves of a logout send it as it was written, unless another parser might read
// the text otherwise than the browser.
func TestReturnToIsSentAsItWasWritten(t *testing.T) {
	t.Parallel()
	returnTo := map[string]string{}
	for written, sent := range map[string]string{
		"https://münchen.example":              "",
		"https://Play.example":                 "",
		"https://a.example:443":                "",
		"https://a.example":                    "",
		"https://a.example/":                   "",
		"https://a.example?x":                  "",
		"https://a.example#/x":                 "",
		"https://a.example/a/../b/./c":         "",
		"https://a.example/%7Euser/ü?q=ä+b%20": "",
		"https://a.example/?x='\"<>`{}|^":      "",
		"HTTPS://A.EXAMPLE/Path":               "",
		"https://a.example/a@b":                "",
		"http://127.1:3000/back":               "",
		"https://a.example/a b":                "https://a.example/a%20b",
		"https://a.example\\b":                 "https://a.example/b",
		" https://a.example/b":                 "https://a.example/b",
		"https://a.example/\tb":                "https://a.example/b",
		"https:a.example/b":                    "https://a.example/b",
		"https:///a.example/b":                 "https://a.example/b",
		"https://@a.example/b":                 "https://a.example/b",
	} {
		returnTo[written] = sent
		if sent == "" {
			returnTo[written] = written
		}
	}
	s := newSite(t, sameSite)
	s.idp.SetFault(logoutPath, hang)
	p := newTab(t, thirdPartyBlocked)
	p.globals = append(p.globals, "flight", "controller")
	p.open(s.app + "/")
	eval[any](p, withProgram)
	visits := 0
	for written, sent := range returnTo {
		config := s.config(map[string]any{
			"logoutRedirectUri": written,
			"allowedRedirectOrigins": []string{
				"https://xn--mnchen-3ya.example", "https://play.example", "https://a.example", "http://127.0.0.1:3000",
			},
		})
		// The loader opens the iframe, and the program where the loader cannot.
		for _, half := range []string{`undefined`, `(Document.prototype.createElement = document.createElement = () => { throw new Error("broken") })`} {
			eval[any](p, js(`void ((native) => {
				`+half+`;
				window.controller = new AbortController();
				window.flight = passportLogout(%s, { signal: controller.signal });
				delete document.createElement;
				Document.prototype.createElement = native;
			})(Document.prototype.createElement)`, config))
			visits++
			s.asked(t, visits)
			settle(p, `(controller.abort(), flight)`)

			assert.Equal(t, []string{sent}, s.idp.Requests(logoutPath)[visits-1].Query["returnTo"], written)
		}
		got := eval[string](p, js(`new passport.Passport(%s).getLogoutUrl()`, config))
		assert.True(t, strings.HasSuffix(got, "returnTo="+formEncoded(sent)), got)
	}
}

func formEncoded(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "~", "%7E") }

// The page's own origin is as safe as the page, whatever its scheme: a phone on
// the local network, or a host that the browser was told to trust.
func TestThePagesOwnHTTPOrigin(t *testing.T) {
	t.Parallel()
	for _, mode := range []string{"silent", "redirect"} {
		t.Run(mode, func(t *testing.T) {
			t.Parallel()
			s := newSiteOn(t, "app.test", crossSite)
			u := s.logIn(newTab(t, thirdPartyAllowed), clientID)
			config := s.config(map[string]any{"logoutMode": mode, "logoutRedirectUri": s.app + "/silent-logout"})

			if mode == "redirect" {
				u.tab.arrive(s.app+"/", func() { u.tab.start(js(`passportLogout(%s)`, config)) })
			} else {
				got := settle(u.tab, js(`passport.ready().then(() => passportLogout(%s))`, config))
				require.Empty(t, got.Message)
				assert.Equal(t, "unverified", got.Receipt.IDP.Status)
			}

			assert.False(t, u.passportAlive())
			s.revoked(t, u.refresh)
			assert.Equal(t, "unsafe_url", eval[string](u.tab, js(`(() => {
				try { new passport.Passport(%s) } catch (error) { return error.code }
			})()`, s.config(map[string]any{"logoutRedirectUri": "http://other.test/"}))), "another origin is not")
		})
	}
}

// An environment variable that is not set gives an empty string, which is as if
// the setting were left out, with the program and without it.
func TestAnEmptyStringIsAbsent(t *testing.T) {
	t.Parallel()
	for name, late := range map[string]bool{"ready": false, "late": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			u, arrive := s.logInWhile(newTab(t, thirdPartyBlocked), late)
			u.tab.globals = append(u.tab.globals, "flight")
			config := s.config(map[string]any{"audience": "", "scope": "", "popupRedirectUri": "", "someday": ""})
			for _, key := range []string{
				"logoutRedirectUri", "crossSdkBridgeEnabled", "storageKeys", "silentTimeoutMs", "fallback", "redirectTarget", "allowedRedirectOrigins",
			} {
				config[key] = ""
			}

			eval[any](u.tab, js(`void (window.flight = passportLogout(%s, { mode: "", logoutRedirectUri: "", timeoutMs: "", fallback: "", signal: "" }))`, config))
			arrive()
			got := settle(u.tab, `flight`)

			require.Empty(t, got.Message)
			assert.Equal(t, "silent wasm ended", got.Receipt.Mode+" "+got.Receipt.Engine+" "+got.Receipt.IDP.Status)
			visits := s.idp.Requests(logoutPath)
			require.Len(t, visits, 1)
			assert.False(t, visits[0].Query.Has("returnTo"))
			s.revoked(t, u.refresh)
		})
	}
	for key, message := range map[string]string{"clientId": "clientId, redirectUri", "redirectUri": "clientId, redirectUri"} {
		t.Run(key, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			p := newTab(t, thirdPartyBlocked)
			p.open(s.app + "/")

			assert.Contains(t, eval[string](p, js(`(() => {
				try { new passport.Passport(%s) } catch (error) { return error.message }
			})()`, s.config(map[string]any{key: ""}))), message)
		})
	}
}

// An error is a query parameter named error, on the callback page itself or in the
// URL that it is given, and nothing else.
func TestWhatAnErrorIs(t *testing.T) {
	t.Parallel()
	codes := map[string]string{
		"?error":                      "idp_error",
		"?error=":                     "idp_error",
		"?error=access_denied":        "idp_error",
		"?a=b&error=c":                "idp_error",
		"?next=/x?error=1":            "",
		"?next=%2Fx%3Ferror%3D1":      "",
		"?errors=1":                   "",
		"?my_error=1":                 "",
		"?error_description=nothing":  "",
		"?x#error=1":                  "",
		"?x#?error=1":                 "",
		"?state=a%26error%3Db&x=y#&c": "",
	}
	for where, byMessage := range map[string]bool{"location": false, "message": true} {
		t.Run("by "+where, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			if byMessage {
				s.tellOnlyByMessage(t)
			}
			p := newTab(t, thirdPartyBlocked)
			p.open(s.app + "/")
			eval[any](p, withProgram)

			for query, code := range codes {
				got := settle(p, js(`passportLogout(%s)`, s.config(map[string]any{"logoutRedirectUri": s.app + "/silent-logout" + query})))

				assert.Equal(t, code, got.Code, query+": "+got.Message)
				if code == "" {
					assert.Equal(t, "ended "+where, got.Receipt.IDP.Status+" "+got.Receipt.IDP.Via, query)
				}
			}
		})
	}
}

// An extension has an API of its own for this, which is named.
func TestAnExtensionsPageIsRefusedClearly(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	p := newTab(t, thirdPartyBlocked)
	p.open(s.app + "/")
	for _, scheme := range []string{"chrome-extension", "moz-extension", "safari-web-extension"} {
		got := eval[outcome](p, js(`(() => {
			try { new passport.Passport(%s) } catch ({ name, code, message }) { return { name, code, message } }
		})()`, s.config(map[string]any{"logoutRedirectUri": scheme + "://abcdefghijklmnop/callback.html"})))

		assert.Equal(t, "PassportError unsafe_url", got.Name+" "+got.Code, scheme)
		assert.Contains(t, got.Message, "identity.launchWebAuthFlow", scheme)
	}
}

// A limit that no timer takes is the longest that one does.
func TestAnInfiniteLimitIsClamped(t *testing.T) {
	t.Parallel()
	for name, where := range map[string]string{"ready": "", "never": programFile} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			if where != "" {
				s.override(where, func(w http.ResponseWriter, r *http.Request) { http.NotFound(w, r) })
			}
			u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
			u.tab.expectConsole("404")
			eval[any](u.tab, withProgram+`.catch(() => {})`)

			for _, limit := range []string{`Infinity`, `1e300`, `2**31`} {
				got := settle(u.tab, js(`passportLogout({ ...%s, silentTimeoutMs: `+limit+` })`, s.config(nil)))
				require.Empty(t, got.Message, limit)
			}

			assert.False(t, u.passportAlive())
			s.revoked(t, u.refresh)
		})
	}
}
