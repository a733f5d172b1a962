package e2e

import (
	"testing"

	"github.com/stretchr/testify/assert"
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
const decide = `async (config) => {
	try {
		const user = new passport.Passport(config);
		return await user.getLogoutUrl().finally(() => user.close());
	} catch (e) {
		return e.name === "PassportError" ? e.code : String(e);
	}
}`

func TestAttackByTheReturnURL(t *testing.T) {
	t.Parallel()
	inEveryMoment(t, func(t *testing.T, m moment) {
		s := newSite(t, sameSite)
		v := attackedIn(t, s, m)

		v.begin(js(`(async (config, urls, decide) => {
			const decisions = [];
			for (const raw of urls) {
				const option = await passportLogout(config, { mode: "redirect", logoutRedirectUri: raw }).then(() => ({ code: "accepted" }), (e) => e);
				decisions.push([raw, await decide({ ...config, logoutRedirectUri: raw }), option.code, option.message]);
			}
			return decisions;
		})(%s, %s, `, s.config(nil), hostileURLs(s.app))+decide+`)`, "")

		for _, got := range eval[[][4]string](v.tab, `flight`) {
			assert.Equal(t, []string{"unsafe_url", "unsafe_url"}, got[1:3], "%q: %s", got[0], got[3])
			assert.NotContains(t, got[3], "secret")
		}
		assert.False(t, v.stored())
		assert.Equal(t, s.app+"/", v.tab.location())
		assert.Empty(t, s.idp.Requests("/v2/logout"))
		v.logsOutAsEver("return URLs")
	})
}

// The auth domain may be anywhere, but what is accepted is https, or on
// loopback, and read as the browser reads it.
func TestAttackByTheAuthDomain(t *testing.T) {
	t.Parallel()
	inEveryMoment(t, func(t *testing.T, m moment) {
		s := newSite(t, sameSite)
		v := attackedIn(t, s, m)
		domains := append(hostileURLs(s.app), s.auth+"/?", s.auth+"/#", s.auth+"/?a=b", s.auth+"/#/..", s.auth+"\\..\\x", s.auth+"/a/../..//")

		v.begin(js(`(async (config, domains, decide) => {
			const wrong = [];
			for (const raw of domains) {
				const got = await decide({ ...config, overrides: { authenticationDomain: raw } });
				if (got === "unsafe_url") continue;
				const url = new URL(got), domain = new URL(raw.includes("://") ? raw : "https://" + raw);
				const right = url.href === got && url.origin === domain.origin && url.pathname.endsWith("/v2/logout") && !url.username && !url.password && !url.hash &&
					[...url.searchParams.keys()].join() === "client_id,returnTo" &&
					(url.protocol === "https:" || (url.protocol === "http:" && /^(localhost|127\.0\.0\.1)$/.test(url.hostname)));
				if (!right) wrong.push(raw + " was accepted as " + got);
			}
			return wrong;
		})(%s, %s, `, s.config(nil), domains)+decide+`)`, "")

		assert.Empty(t, eval[[]string](v.tab, `flight`))
		v.logsOutAsEver("auth domains")
	})
}
