package e2e

import (
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// back presses the Back button and tells whether the page came from the
// back/forward cache.
func (p *tab) back() (restored bool) {
	p.t.Helper()
	navigations := chromedp.Events(p.ctx, page.FrameNavigated)
	p.start(`setTimeout(() => history.back())`) // after this is answered, which the page may not live to see
	for e, err := range navigations {
		require.NoError(p.t, err)
		if e.Frame.ParentID == "" {
			restored = e.Type == page.NavigationTypeBackForwardCacheRestore
			break
		}
	}
	eval[any](p, `document.readyState === "complete" || new Promise((done) => addEventListener("load", done))`)
	return restored
}

// A page in the back/forward cache that shares no channel with the tab that logs
// out comes back as it was, and must say so. Were there a channel, the browser
// would have dropped the page.
func TestARestoredPageTellsOfTheLogout(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		setUp    string // of the tab that logs out
		restored bool
		heard    []string
	}{
		"without a channel": {`delete window.BroadcastChannel`, true, []string{"restored-page"}},
		"with a channel":    {`undefined`, false, []string{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			s.pages["/other"] = document("Other", `<script src="/setup.js"></script><script src="/dist/passport.js"></script>`)
			s.mux.HandleFunc("/setup.js", script(c.setUp))
			u := s.logIn(newTabFor(t, thirdPartyBlocked, tabsPatience), clientID)
			openTabs(u, 1, "/", s.config(nil))
			other := u.tab.sibling()
			other.open(s.app + "/other")
			u.tab.arrive(s.app+"/blank", func() { u.tab.start(`location.href = "/blank"`) })

			got := settle(other, js(`passport.ready().then(() => passportLogout(%s))`, s.config(nil)))
			require.Empty(t, got.Message)

			assert.Equal(t, c.restored, u.tab.back(), "from the back/forward cache")
			assert.Equal(t, s.app+"/", u.tab.location())
			eval[any](other, `localStorage.setItem("marker", "x")`)
			eval[any](u.tab, `localStorage.getItem("marker") || `+news+`("marker")`)
			assert.Equal(t, c.heard, eval[[]string](u.tab, `window.heard ?? []`))
			assert.False(t, eval[bool](u.tab, js(`new passport.Passport(%s).isLoggedIn()`, s.config(nil))))
		})
	}
}

// So does one that had no session when its instance was made, and no program.
func TestARestoredPageTellsOfTheLogoutOfALaterSession(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	s.pages["/other"] = document("Other", `<script src="/setup.js"></script><script src="/dist/passport.js"></script>`)
	s.mux.HandleFunc("/setup.js", script(`delete window.BroadcastChannel`))
	p := newTabFor(t, thirdPartyBlocked, tabsPatience)
	u, entry := s.signIn(p, clientID)
	p.open(s.app + "/")
	p.listens(s.config(nil))
	eval[any](p, js(`localStorage.setItem(%s, %s)`, u.key, entry))
	assert.Zero(t, s.loads(programFile))
	other := p.sibling()
	other.open(s.app + "/other")
	p.arrive(s.app+"/blank", func() { p.start(`location.href = "/blank"`) })
	require.Empty(t, settle(other, js(`passportLogout(%s)`, s.config(nil))).Message)

	require.True(t, p.back(), "from the back/forward cache")
	p.until(`heard.length`)

	eval[any](p, withProgram)
	eval[any](other, `localStorage.setItem("marker", "x")`)
	eval[any](p, `localStorage.getItem("marker") || `+news+`("marker")`)
	assert.Equal(t, []string{"restored-page"}, eval[[]string](p, `heard`))
	assert.False(t, eval[bool](p, `user.isLoggedIn()`))
}

// Neither the page that logged out nor one from before it comes back signed in.
func TestBackAfterARedirectLogout(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	s.pages["/second"] = s.pages["/"]
	s.pages["/silent-logout"] = document("Landing", `<script src="/dist/passport.js"></script>`)
	u := s.logIn(newTabFor(t, thirdPartyBlocked, tabsPatience), clientID)
	openTabs(u, 1, "/", s.config(nil))
	u.tab.arrive(s.app+"/second", func() { u.tab.start(`location.href = "/second"`) })
	eval[any](u.tab, `passport.ready()`)
	u.tab.arrive(s.app+"/silent-logout", func() {
		u.tab.start(js(`passportLogout(%s)`, s.config(map[string]any{"logoutMode": "redirect"})))
	})
	// The landing page's instance tells cached pages.
	eval[any](u.tab, js(`passport.ready().then(() => void new passport.Passport(%s))`, s.config(nil)))

	assert.False(t, u.tab.back(), "the first page was dropped from the cache")
	assert.Equal(t, s.app+"/", u.tab.location(), "the page that logged out is no entry any more")
	assert.True(t, eval[bool](u.tab, `window.heard === undefined`), "the page was loaded anew")
	assert.False(t, u.stored())
}
