package e2e

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// byPopup is a configuration for a logout by popup.
func (s *site) byPopup(more map[string]any) map[string]any {
	config := s.config(more)
	config["logoutMode"] = "popup"
	return config
}

// click clicks, as a user does, and evaluates an expression in the task of that. What
// it is becomes the variable flight.
func (p *tab) click(expression string) {
	p.t.Helper()
	p.globals = append(p.globals, "flight")
	eval[any](p, `void addEventListener("click", () => {
		window.flight = `+expression+`;
		flight.catch(() => {}); // whoever looks comes later
	}, { once: true })`)
	require.NoError(p.t, chromedp.Do(p.ctx, chromedp.MouseClickXY(5, 5)))
}

// popups are the windows that this page has opened and that are there.
func (p *tab) popups() (open []*target.Info) {
	p.t.Helper()
	targets, err := chromedp.Targets(p.ctx)
	require.NoError(p.t, err)
	self := chromedp.FromContext(p.ctx).Target.TargetID
	for _, info := range targets {
		if info.OpenerID == self {
			open = append(open, info)
		}
	}
	return open
}

// popup waits for the only popup.
func (p *tab) popup() *target.Info {
	p.t.Helper()
	require.Eventually(p.t, func() bool { return len(p.popups()) == 1 }, patience, 5*time.Millisecond, "a popup")
	return p.popups()[0]
}

// hasNoPopup waits until none is left, and nothing of it in the page.
func (p *tab) hasNoPopup() {
	p.t.Helper()
	p.awaitNoPopup()
	assert.Zero(p.t, eval[int](p, `sessionStorage.length`), "session storage")
}

func (p *tab) awaitNoPopup() {
	p.t.Helper()
	assert.Eventually(p.t, func() bool { return len(p.popups()) == 0 }, patience, 5*time.Millisecond, "a popup is left")
}

// servesWith adds a header to a page of the application.
func (s *site) servesWith(path, name, value string) {
	s.override(path, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Security-Policy", s.csp)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set(name, value)
		fmt.Fprint(w, s.pages[path])
	})
}

// ended checks a logout by popup that has ended both sessions.
func (u *user) ended(got outcome) {
	u.tab.t.Helper()
	require.Empty(u.tab.t, got.Message)
	assert.Equal(u.tab.t, "popup", got.Receipt.Mode)
	assert.Equal(u.tab.t, "ended", got.Receipt.IDP.Status)
	assert.Equal(u.tab.t, "popup", got.Receipt.IDP.Via)
	assert.Equal(u.tab.t, "wasm", got.Receipt.Engine)
	assert.Equal(u.tab.t, []string{u.key}, got.Receipt.Local.Removed)
	u.isOut()
}

// isOut checks that both sessions and the refresh token are gone, and so is the popup,
// while the page has stayed.
func (u *user) isOut() {
	u.tab.t.Helper()
	assert.False(u.tab.t, u.stored())
	assert.False(u.tab.t, u.passportAlive(), "the session at the auth domain")
	u.site.revoked(u.tab.t, u.refresh)
	u.tab.hasNoPopup()
	assert.Equal(u.tab.t, u.site.app+"/", u.tab.location())
}

// popupSite has its auth domain on another site.
func popupSite(t *testing.T) (*site, *tab) {
	t.Helper()
	return newSite(t, crossSite), newTab(t, thirdPartyBlocked)
}
