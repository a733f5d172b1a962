package e2e

import (
	"net/http"
	"testing"
	"time"

	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

// What becomes of a popup is told apart, and none stays.
func TestAPopupThatDoesNotReturn(t *testing.T) {
	t.Parallel()
	drop := authdomain.Fault{Drop: true}
	for name, c := range map[string]struct {
		faults  map[string]authdomain.Fault
		page    string
		happens func(*user)
		limit   int
		code    string
	}{
		"an error page": {faults: map[string]authdomain.Fault{logoutPath: {Status: 400, Body: document("Error", "")}}, limit: 1500, code: "idp_did_not_return"},
		"no answer":     {faults: map[string]authdomain.Fault{logoutPath: {Hang: true}}, limit: 1500, code: "timeout"},
		"no content":    {faults: map[string]authdomain.Fault{logoutPath: {Status: 204}}, limit: 1500, code: "timeout"},
		"nobody there":  {faults: map[string]authdomain.Fault{logoutPath: drop, "/.well-known/openid-configuration": drop, "/oauth/revoke": drop}, code: "idp_unreachable"},
		"a guard":       {page: "guard", code: "idp_did_not_return"},
		"closed by hand": {
			faults:  map[string]authdomain.Fault{logoutPath: {Hang: true}},
			happens: closeByHand, code: "popup_closed",
		},
		"an error of the auth domain": {page: "error", code: "idp_error"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, p := popupSite(t)
			config := s.byPopup(nil)
			switch c.page {
			case "error":
				config["logoutRedirectUri"] = s.app + "/silent-logout?error=x"
				s.idp.AddClient(authdomain.Client{
					ID: clientID, RedirectURIs: []string{s.app + "/redirect"},
					LogoutURIs: []string{s.app + "/silent-logout?error=x"}, WebOrigins: []string{s.app},
				})
			case "guard":
				s.override("/silent-logout", http.RedirectHandler("/blank", http.StatusFound).ServeHTTP)
			}
			p.expectConsole("Failed to load resource")
			u, _ := s.logInAt(p, programReady)
			for path, fault := range c.faults {
				s.idp.SetFault(path, fault)
			}
			if c.limit > 0 {
				config["silentTimeoutMs"] = c.limit
			}

			p.click(js(`passportLogout(%s)`, config))
			if c.happens != nil {
				c.happens(u)
			}
			got := settle(p, `flight`)

			assert.Equal(t, c.code, got.Code, got.Message)
			assert.Equal(t, "unverified", got.Receipt.IDP.Status)
			assert.Equal(t, "cleared", got.Receipt.Local.Status)
			p.hasNoPopup()
		})
	}
}

func closeByHand(u *user) {
	popup := target.CloseTargetParams{TargetID: u.tab.popup().TargetID}
	_, err := chromedp.CallBrowser(u.tab.ctx, target.CloseTarget, popup)
	require.NoError(u.tab.t, err)
}

// Without a click no browser opens one.
func TestABlockedPopup(t *testing.T) {
	t.Parallel()
	for _, when := range everyMoment {
		t.Run(string(when), func(t *testing.T) {
			t.Parallel()
			s, p := popupSite(t)
			u, arrive := s.logInAt(p, when)

			p.globals = append(p.globals, "flight")
			eval[any](p, js(`void (window.flight = passportLogout(%s)).catch(() => {})`, s.byPopup(nil)))
			arrive()
			got := settle(p, `flight`)

			code := "popup_blocked"
			if when == programNever {
				code = "engine_failed"
			}
			assert.Equal(t, code, got.Code, got.Message)
			assert.Equal(t, "failed", got.Receipt.IDP.Status)
			assert.Equal(t, "cleared", got.Receipt.Local.Status)
			assert.True(t, u.passportAlive())
			s.revoked(t, u.refresh)
			p.hasNoPopup()
		})
	}
}

func TestTheFallbackFollowsABlockedPopup(t *testing.T) {
	t.Parallel()
	for _, when := range everyMoment {
		t.Run(string(when), func(t *testing.T) {
			t.Parallel()
			s, p := popupSite(t)
			u, arrive := s.logInAt(p, when)

			p.arrive(s.app+"/", func() {
				p.start(js(`passportLogout(%s)`, s.byPopup(map[string]any{"fallback": "redirect"})))
				arrive()
			})

			assert.False(t, u.stored())
			assert.False(t, u.passportAlive())
		})
	}
}

func TestAnAbortClosesThePopup(t *testing.T) {
	t.Parallel()
	for _, when := range everyMoment {
		t.Run(string(when), func(t *testing.T) {
			t.Parallel()
			s, p := popupSite(t)
			u, arrive := s.logInAt(p, when)
			s.idp.SetFault(logoutPath, hang)
			p.globals = append(p.globals, "controller")
			eval[any](p, `void (window.controller = new AbortController())`)

			p.click(js(`passportLogout(%s, { signal: controller.signal })`, s.byPopup(nil)))
			p.popup()
			eval[any](p, `controller.abort(new TypeError("enough"))`)
			got := settle(p, `flight`)
			arrive()

			assert.Equal(t, "TypeError enough", got.Name+" "+got.Message)
			assert.False(t, u.stored())
			p.hasNoPopup()
		})
	}
}

// The user leaves the page: the popup goes on, and closes itself.
func TestAPopupThatOutlivesItsPage(t *testing.T) {
	t.Parallel()
	s, p := popupSite(t)
	held := make(chan struct{})
	s.onVisit = func(path string) {
		if path == logoutPath {
			<-held
		}
	}
	u, _ := s.logInAt(p, programReady)

	p.click(js(`passportLogout(%s)`, s.byPopup(nil)))
	p.popup()
	p.open(s.app + "/blank")
	close(held)

	require.Eventually(t, func() bool { return !u.passportAlive() }, patience, 5*time.Millisecond)
	p.hasNoPopup()
}

// A message or a report that only looks like the callback page's ends nothing, nor does
// what other windows post.
func TestNobodyElseCompletesAPopup(t *testing.T) {
	t.Parallel()
	for _, when := range everyMoment {
		t.Run(string(when), func(t *testing.T) {
			t.Parallel()
			s, p := popupSite(t)
			u, arrive := s.logInAt(p, when)
			s.idp.SetFault(logoutPath, hang)

			p.click(js(`passportLogout(%s)`, s.byPopup(map[string]any{"silentTimeoutMs": 2500})))
			p.popup()
			eval[any](p, js(`((message, id) => {
				postMessage(message, location.origin);
				dispatchEvent(new MessageEvent("message", { data: message, origin: location.origin, source: window }));
				const channel = new BroadcastChannel("passport.logout");
				for (const mark of [id + "0", "undefined", ""]) channel.postMessage("passport.popup " + mark + " " + location.origin);
				channel.dispatchEvent(new MessageEvent("message", { data: "passport.popup " + id + " " + location.origin }));
				channel.close();
			})(%s, localStorage.getItem(%s))`,
				map[string]any{"source": "oidc-client", "url": s.app, "keepOpen": false}, "passport.logout:"+s.auth+":"+clientID))
			arrive()
			got := settle(p, `flight`)

			code := "timeout"
			if when == programNever {
				code = "engine_failed"
			}
			assert.Equal(t, code, got.Code, got.Message)
			assert.True(t, u.passportAlive())
			p.hasNoPopup()
		})
	}
}
