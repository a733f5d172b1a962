package e2e

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// A foreign page that opens the callback page, in a frame or a window, hears
// nothing and logs nobody out.
func TestAttackByOpeningTheCallbackPage(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ path, opens string }{
		"in a frame":                      {"/silent-logout", frames},
		"in a frame, with an error":       {"/silent-logout?error=SECRET", frames},
		"in a frame, asked for its URL":   {"/silent-logout?url=%2A&returnTo=%2A&state=SECRET", frames},
		"in a sandboxed frame":            {"/silent-logout", `Object.assign(document.createElement("iframe"), { sandbox: "allow-scripts allow-same-origin" })`},
		"in a frame of the opaque origin": {"/silent-logout", `Object.assign(document.createElement("iframe"), { sandbox: "allow-scripts" })`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, evil := newSite(t, sameSite), newSite(t, crossSite)
			evil.csp = "frame-src *; script-src 'self'"
			p := newTab(t, thirdPartyBlocked)
			u := s.logIn(p, clientID)
			p.expectConsole("Failed to execute 'postMessage'")
			p.expectConsole("sandbox")
			p.expectConsole("Fetch API cannot load") // the frame goes while its program loads
			p.open(evil.app + "/blank")

			heard := eval[[]any](p, js(`((frame, src) => new Promise((resolve) => {
				const heard = [];
				addEventListener("message", ({ data }) => heard.push(data));
				frame.onload = () => setTimeout(() => { frame.remove(); resolve(heard) }, 100);
				frame.src = src;
				document.documentElement.append(frame);
			}))(`+c.opens+`, %s)`, s.app+c.path))

			assert.Empty(t, heard)
			assert.Equal(t, 1, s.loads("/silent-logout.js"), "the callback page did not run")
			assert.Zero(t, s.loads(programFile), "the callback page needs no program, so that every moment is the same")
			u.lives()
		})
	}
}

const frames = `document.createElement("iframe")`

// lives asserts that an attack has ended neither session.
func (u *user) lives() {
	u.tab.t.Helper()
	u.tab.open(u.site.app + "/")
	assert.True(u.tab.t, u.stored(), "the application session")
	assert.True(u.tab.t, u.passportAlive(), "the Passport session")
	assert.Empty(u.tab.t, u.site.idp.Requests("/v2/logout"))
	assert.Empty(u.tab.t, u.site.idp.Requests("/oauth/revoke"))
}

// A link to the callback page, or a window that a foreign page opens on it.
func TestAttackByALinkToTheCallbackPage(t *testing.T) {
	t.Parallel()
	s, evil := newSite(t, sameSite), newSite(t, crossSite)
	p := newTab(t, thirdPartyBlocked)
	u := s.logIn(p, clientID)
	p.open(evil.app + "/blank")

	heard := evalAsUser[[]any](p, js(`((url) => new Promise((resolve) => {
		const heard = [];
		addEventListener("message", ({ data }) => heard.push(data));
		const opened = open(url);
		const poll = setInterval(() => opened.length === 0 && (clearInterval(poll), setTimeout(() => { opened.close(); resolve(heard) }, 300)));
	}))(%s)`, s.app+"/silent-logout?error=SECRET"))

	assert.Empty(t, heard)
	assert.Zero(t, s.loads(programFile), "the callback page needs no program, so that every moment is the same")
	p.arrive(s.app+"/", func() {
		p.start(js(`location.assign(%s)`, s.app+"/silent-logout?url=https://evil.test/#https://evil.test/"))
	})
	assert.Equal(t, s.app+"/", p.location())
	u.lives()
}

// Where the callback page is given a hostile URL, it goes nowhere and tells
// nobody else.
func TestAttackByTheURLGivenToTheCallback(t *testing.T) {
	t.Parallel()
	inEveryMoment(t, func(t *testing.T, m moment) {
		s := newSite(t, sameSite)
		v := s.victim(t, m)
		v.tab.open(s.app + "/blank?page")
		v.waitFor(`import("/dist/passport.module.js").then(({ passport }) => passport)`)

		v.begin(js(`import("/dist/passport.module.js").then(({ logoutSilentCallback }) =>
			Promise.all(%s.map((raw) => logoutSilentCallback(raw).then(() => [raw, "told"], ({ code }) => [raw, code]))))`, hostileURLs(s.app)), "")

		codes := []string{"unsafe_url", "not_framed"}
		if m == programNever {
			codes[1] = "engine_failed"
		}
		for _, got := range eval[[][2]string](v.tab, `flight`) {
			assert.Contains(t, codes, got[1], "%q", got[0])
		}
		assert.Equal(t, s.app+"/blank?page", v.tab.location())
	})
}
