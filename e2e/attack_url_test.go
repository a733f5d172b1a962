package e2e

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// hostileURLs are strings that browsers navigate with to another place than
// they seem to lead to, and some that are merely strange. None is on the origin.
func hostileURLs(origin string) []string {
	host := origin[len("http://"):]
	return []string{
		"///evil.test", "////evil.test/", `/\evil.test`, `\\evil.test`, `\/evil.test`, "https:///evil.test", `https:\\evil.test`, `https:/\evil.test`,
		"https:evil.test", "https:/evil.test", "/\t/evil.test", "/\n/evil.test", "http:evil.test", "java\nscript:alert(1)", "\tjavascript:alert(1)",
		"\x01javascript:alert(1)", " javascript:alert(1)", "JaVaScRiPt:alert(1)", "javascript://" + host + "/%0aalert(1)", "data:text/html,x",
		"blob:" + origin + "/x", "filesystem:" + origin + "/x", "view-source:" + origin, "file:///etc/passwd", "intent://" + host + "/",
		origin + "@evil.test/", origin + "%2f@evil.test/", "https://evil.test/\\@" + host, "https://evil.test\\@" + host + "/", origin + ".evil.test/",
		origin + "%2eevil.test/", origin + "。evil.test/", "https://аpp.test/", "http://user@" + host + "/", "http://:secret@" + host + "/",
		"http://loc\u0430lhost/", "https://0x7f.1/", "http://2130706433/", "http://127.1/", "http://[::ffff:127.0.0.1]/", "http://0/", "http://localhost:99999/",
		"https://", "https://:80", "https://%00/", "https://a b/", "http://localhost%00.evil.test/", "//" + host + "/", " ", "silent-logout", "mailto:a@b",
		"about:blank", "about:srcdoc", "https://localhost/", "http://localhost./", "http://localhost/", "http://evil.test/", "ftp://" + host + "/", "ws://" + host + "/",
		origin + "evil.test", "https://" + host + "/", "*", "null", "undefined", "/..//evil.test", "?error=x", "#", ".", "\u2028" + "//evil.test", "http://\u200b/",
	}
}

// decide constructs an instance, and tells the code of its error or, where it
// is accepted, the logout URL.
const decide = `(async (config) => {
	try {
		const user = new passport.Passport(config);
		return await user.getLogoutUrl().finally(() => user.close());
	} catch (e) {
		return e.name === "PassportError" ? e.code : String(e);
	}
})(%s)`

func TestAttackByTheReturnURL(t *testing.T) {
	t.Parallel()
	for name, wasm := range map[string]http.HandlerFunc{"program": nil, "loader": http.NotFound} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			s.override("/dist/passport.wasm", wasm)
			u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
			u.tab.expectConsole("404")
			settle(u.tab, `passport.ready()`)
			for _, raw := range hostileURLs(s.app) {
				got := eval[string](u.tab, js(decide, s.config(map[string]any{"logoutRedirectUri": raw})))
				require.Equal(t, "unsafe_url", got, "%q", raw)

				option := settle(u.tab, js(`passportLogout(%s, { mode: "redirect", logoutRedirectUri: %s })`, s.config(nil), raw))
				require.Equal(t, "unsafe_url", option.Code, "%q: %s", raw, option.Message)
				require.NotContains(t, option.Message, "secret")
			}
			assert.False(t, u.stored())
			assert.Equal(t, s.app+"/", u.tab.location())
			assert.Empty(t, s.idp.Requests("/v2/logout"))
		})
	}
}

// The auth domain may be anywhere, but what is accepted is https, or on
// loopback, and read as the browser reads it.
func TestAttackByTheAuthDomain(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	u := attacked(t, s)
	for _, raw := range append(hostileURLs(s.app), s.auth+"/?", s.auth+"/#", s.auth+"/?a=b", s.auth+"/#/..", s.auth+"\\..\\x", s.auth+"/a/../..//") {
		got := eval[string](u.tab, js(decide, s.config(map[string]any{"overrides": map[string]any{"authenticationDomain": raw}})))
		if got == "unsafe_url" {
			continue
		}
		assert.True(t, eval[bool](u.tab, js(`((got, raw) => {
			const url = new URL(got), domain = new URL(raw.includes("://") ? raw : "https://" + raw);
			return url.href === got && url.origin === domain.origin && url.pathname.endsWith("/v2/logout") && !url.username && !url.password && !url.hash &&
				[...url.searchParams.keys()].join() === "client_id,returnTo" &&
				(url.protocol === "https:" || (url.protocol === "http:" && /^(localhost|127\.0\.0\.1)$/.test(url.hostname)));
		})(%s, %s)`, got, raw)), "%q was accepted as %q", raw, got)
	}
	u.logsOutAsEver("auth domains")
}
