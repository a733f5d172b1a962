package e2e

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// plan is the LogoutPlan of web/passport.d.ts.
type plan struct {
	Mode, Reason, URL string
	Keys, Tokens      []string
	Warnings          []struct{ Code, Message string }
}

func (p plan) codes() (codes []string) {
	for _, w := range p.Warnings {
		codes = append(codes, w.Code)
	}
	return codes
}

func (s *site) plan(p *tab, more map[string]any, options string) plan {
	p.t.Helper()
	return eval[plan](p, js(`((user) => user.planLogout(`+options+`).finally(() => user.close()))(new passport.Passport(%s))`, s.config(more)))
}

func TestAPlanDoesNothing(t *testing.T) {
	t.Parallel()
	for name, open := range map[string]func(*testing.T) (*user, string){
		"the loader": func(t *testing.T) (*user, string) {
			s := newSite(t, sameSite)
			return s.logIn(newTab(t, thirdPartyBlocked), clientID), `new passport.Passport(config).planLogout({ mode: "auto" })`
		},
		"the program by itself": func(t *testing.T) (*user, string) {
			s := newPlainSite(t, program())
			return s.plainLogIn(newTab(t, thirdPartyBlocked)), `passportPlan(config, { mode: "auto" })`
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u, call := open(t)
			visited := len(u.site.idp.Requests(logoutPath))

			got := eval[struct {
				Plan          plan
				Before, After string
			}](u.tab, js(`(async (config) => {
				const look = () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, document.querySelectorAll("iframe").length]);
				const before = look();
				addEventListener("storage", () => { throw new Error("something was stored") });
				return { before, plan: await `+call+`, after: look() };
			})(%s)`, u.site.config(nil)))

			assert.Equal(t, plan{
				Mode: "silent", Reason: "same_site",
				URL:  u.site.auth + "/v2/logout?client_id=client&returnTo=" + url.QueryEscape(u.site.app+"/silent-logout"),
				Keys: []string{u.key}, Tokens: []string{"id_token", "access_token", "refresh_token"},
			}, plan{got.Plan.Mode, got.Plan.Reason, got.Plan.URL, got.Plan.Keys, got.Plan.Tokens, nil})
			assert.Empty(t, got.Plan.Warnings)
			assert.Equal(t, got.Before, got.After)
			assert.Len(t, u.site.idp.Requests(logoutPath), visited)
			assert.Empty(t, u.site.idp.Requests("/oauth/revoke"))
			assert.True(t, u.passportAlive())
		})
	}
}

func TestAPlanWarnsOfAnotherSite(t *testing.T) {
	t.Parallel()
	s := newSite(t, crossSite)
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)

	silent := s.plan(u.tab, nil, ``)
	auto := s.plan(u.tab, nil, `{ mode: "auto" }`)

	assert.Equal(t, []string{"cross_site_silent"}, silent.codes())
	assert.Equal(t, "redirect cross_site", auto.Mode+" "+auto.Reason)
	assert.Empty(t, auto.Warnings)
}

// A policy in the page's markup is read; one in a header is known once it has
// stopped something.
func TestAPlanWarnsOfThePagesPolicy(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	s.pages["/"] = `<!doctype html><meta http-equiv="content-security-policy" content="frame-src 'self'; connect-src *">` +
		`<script src="/dist/passport.js"></script>`
	p := newTab(t, thirdPartyBlocked)
	p.open(s.app + "/")
	assert.Equal(t, []string{"csp_frame_src"}, s.plan(p, nil, ``).codes())

	s = newSite(t, sameSite)
	s.allowNoFrame()
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
	u.tab.expectConsole("frame-src")
	require.Empty(t, s.plan(u.tab, nil, ``).codes())
	require.Equal(t, "csp_blocked", settle(u.tab, js(`passportLogout(%s)`, s.config(nil))).Code)
	assert.Equal(t, []string{"csp_frame_src"}, s.plan(u.tab, nil, ``).codes())
	assert.Empty(t, s.plan(u.tab, nil, `{ mode: "redirect" }`).codes())
}

func TestAPlanRefusesWhatIsWrong(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)

	got := settle(u.tab, js(`new passport.Passport(%s).planLogout({ logoutRedirectUri: "https://evil.test/" })`, s.config(nil)))

	assert.Equal(t, "unsafe_url", got.Code)
	assert.True(t, u.stored())
}
