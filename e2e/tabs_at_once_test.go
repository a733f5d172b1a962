package e2e

import (
	"net/http"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

// holdAuth holds up each request for a path of the auth domain until the gate
// lets one through, or is closed.
func (s *site) holdAuth(path string, gate <-chan struct{}) {
	others := s.onVisit
	s.onVisit = func(visited string) {
		if visited == path {
			<-gate
		}
		if others != nil {
			others(visited)
		}
	}
}

// startGun gives each tab a function that logs out, in window.flight, and makes
// all tabs call it at the same moment, when the first one says so; called
// receives from each that it has.
func startGun(s *site, tabs []*tab) (fire func(), called <-chan struct{}) {
	calls := make(chan struct{}, len(tabs))
	s.mux.HandleFunc("POST /called", func(w http.ResponseWriter, _ *http.Request) {
		calls <- struct{}{}
		w.WriteHeader(http.StatusNoContent)
	})
	for _, p := range tabs {
		p.globals = append(p.globals, "fire", "gun", "flight")
		eval[any](p, `void (() => {
			window.fire = () => {
				window.flight = user.logout();
				fetch("/called", { method: "POST", keepalive: true });
			};
			window.gun = new BroadcastChannel("gun");
			gun.onmessage = fire;
		})()`)
	}
	return func() { tabs[0].start(`(gun.postMessage("fire"), fire())`) }, calls
}

// Each tab revokes what it has read, which harms nobody.
func TestTabsThatLogOutAtOnceInSilentMode(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	u := s.logIn(newTabFor(t, thirdPartyBlocked, tabsPatience), clientID)
	tabs := openTabs(u, manyTabs, "/", s.config(nil))
	revoke, end := make(chan struct{}), make(chan struct{})
	s.holdAuth("/oauth/revoke", revoke)
	s.holdAuth("/v2/logout", end)
	fire, called := startGun(s, tabs)

	fire()
	for range tabs {
		<-called
	}
	close(end)

	revoked := 0
	for _, p := range tabs {
		got := settle(p, `flight`)
		require.Empty(t, got.Message)
		assert.Equal(t, "ended", got.Receipt.IDP.Status)
		assert.Contains(t, []string{"cleared", "nothing_to_clear"}, got.Receipt.Local.Status)
		switch got.Receipt.Revocation.Status {
		case "sent":
			revoked++
		default:
			assert.Equal(t, "skipped", got.Receipt.Revocation.Status)
		}
	}
	close(revoke)
	require.Positive(t, revoked)
	assert.Eventually(t, func() bool { return len(s.idp.Requests("/oauth/revoke")) == revoked }, patience, 5*time.Millisecond,
		"as many as the receipts claim")
	assert.Len(t, s.idp.Requests("/v2/logout"), manyTabs)
	assert.False(t, u.stored())
	assert.False(t, u.passportAlive())
	s.revoked(t, u.refresh)
}

func TestTabsThatLogOutAtOnceByRedirect(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	s.idp.AddClient(authdomain.Client{
		ID: clientID, RedirectURIs: []string{s.app + "/redirect"}, LogoutURIs: []string{s.app + "/blank"}, WebOrigins: []string{s.app},
	})
	u := s.logIn(newTabFor(t, thirdPartyBlocked, tabsPatience), clientID)
	config := s.config(map[string]any{"logoutMode": "redirect", "logoutRedirectUri": s.app + "/blank"})
	tabs := openTabs(u, manyTabs, "/", config)
	revoke, end := make(chan struct{}), make(chan struct{})
	s.holdAuth("/oauth/revoke", revoke)
	s.holdAuth("/v2/logout", end)
	fire, called := startGun(s, tabs)
	var arrivals []func()
	for _, p := range tabs {
		loads := chromedp.Events(p.ctx, page.LoadEventFired)
		arrivals = append(arrivals, func() {
			for _, err := range loads {
				require.NoError(t, err)
				if p.location() == s.app+"/blank" {
					return
				}
			}
		})
	}

	fire()
	for range tabs {
		<-called
	}
	close(revoke)
	close(end)
	for _, arrive := range arrivals {
		arrive()
	}

	assert.Len(t, s.idp.Requests("/v2/logout"), manyTabs)
	assert.False(t, u.stored())
	assert.False(t, u.passportAlive())
	s.revoked(t, u.refresh)
}

// The request outlives the page.
func TestTheRevocationArrivesWhenThePageIsLeft(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	revocations := make(chan struct{}, 1)
	s.onVisit = func(path string) {
		if path == "/oauth/revoke" {
			revocations <- struct{}{}
		}
	}
	u := s.logIn(newTabFor(t, thirdPartyBlocked, tabsPatience), clientID)
	entry := eval[string](u.tab, js(`localStorage.getItem(%s)`, u.key))
	const runs = 25
	for range runs {
		eval[any](u.tab, `passport.ready()`)
		eval[any](u.tab, js(`localStorage.setItem(%s, %s)`, u.key, entry))
		u.tab.arrive(s.app+"/", func() {
			u.tab.start(js(`passportLogout(%s)`, s.config(map[string]any{"logoutMode": "redirect", "logoutRedirectUri": s.app + "/"})))
		})
		select {
		case <-revocations:
		case <-u.tab.ctx.Done():
			t.Fatal("a revocation did not arrive")
		}
	}
	assert.Len(t, s.idp.Requests("/oauth/revoke"), runs)
	assert.Len(t, s.idp.Requests("/v2/logout"), runs)
}
