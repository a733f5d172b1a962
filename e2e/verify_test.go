package e2e

import (
	"net/http"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

// Across sites a logout in an iframe proves nothing by itself. Two questions do, where
// the browser sends the cookie into it.
func TestAVerifiedLogoutAcrossSites(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		mode        cookies
		status, via string
		alive       bool
	}{
		"cookies allowed": {thirdPartyAllowed, "ended", "probe", false},
		"cookies blocked": {thirdPartyBlocked, "unverified", "location", true},
	} {
		for _, when := range []moment{programReady, programLate} {
			t.Run(name+", "+string(when), func(t *testing.T) {
				t.Parallel()
				s := newSite(t, crossSite)
				u, arrive := s.logInAt(newTab(t, c.mode), when)
				u.tab.globals = append(u.tab.globals, "flight")
				eval[any](u.tab, js(`void (window.flight = passportLogout(%s))`, s.config(map[string]any{"verify": true})))
				arrive()

				got := settle(u.tab, `flight`)

				require.Empty(t, got.Message)
				assert.Equal(t, c.status, got.Receipt.IDP.Status, got.Receipt.IDP.Reason)
				assert.Equal(t, c.via, got.Receipt.IDP.Via)
				assert.Equal(t, c.alive, u.passportAlive())
				assert.False(t, u.stored())
				s.revoked(t, u.refresh)
				assert.Zero(t, s.loads("/redirect"), "no page of the app runs for a question")
			})
		}
	}
}

// A session that was made inside a frame, with a partitioned cookie, is known before
// and is not after. That proves nothing of the one which was made at the top.
func TestAVerifiedLogoutOfASessionThatWasMadeInAFrame(t *testing.T) {
	t.Parallel()
	s := newSite(t, crossSite)
	u, _ := s.logInAt(newTab(t, thirdPartyBlocked), programReady)
	framed, cookie := s.idp.SignIn("player@example.com")
	_, err := chromedp.Call(u.tab.ctx, network.SetCookie, network.SetCookieParams{
		URL: s.auth, Name: cookie.Name, Value: cookie.Value, Path: "/", HTTPOnly: new(true), Secure: new(true),
		SameSite:     network.CookieSameSiteNone,
		PartitionKey: &network.CookiePartitionKey{TopLevelSite: "http://localhost", HasCrossSiteAncestor: true},
	})
	require.NoError(t, err)

	got := settle(u.tab, js(`passportLogout(%s)`, s.config(map[string]any{"verify": true})))

	require.Empty(t, got.Message)
	assert.Equal(t, "unverified", got.Receipt.IDP.Status)
	assert.True(t, u.passportAlive())
	assert.Len(t, s.idp.Sessions(), 1, "the other one has ended: "+framed.SID)
	assert.True(t, s.idp.Requests(logoutPath)[0].SessionCookie)
}

// A popup asks in itself, where the auth domain is the first party.
func TestAVerifiedPopup(t *testing.T) {
	t.Parallel()
	for _, when := range everyMoment {
		t.Run(string(when), func(t *testing.T) {
			t.Parallel()
			s, p := popupSite(t)
			u, arrive := s.logInAt(p, when)

			p.click(js(`passportLogout(%s)`, s.byPopup(map[string]any{"verify": true})))
			s.asked(t, 1)
			arrive()
			got := settle(p, `flight`)

			require.Empty(t, got.Message)
			want := "ended probe "
			if when == programNever {
				want = "unverified popup engine_failed"
			}
			assert.Equal(t, want, got.Receipt.IDP.Status+" "+got.Receipt.IDP.Via+" "+got.Receipt.IDP.Reason)
			u.isOut()
			assert.Zero(t, s.loads("/redirect"), "no page of the app runs for a question")
		})
	}
}

// A popup that is cut off cannot be asked. It has logged out nevertheless.
func TestAVerifiedPopupThatIsCutOff(t *testing.T) {
	t.Parallel()
	s, p := popupSite(t)
	s.isolate(map[string]string{"auth": "same-origin"})
	u, _ := s.logInAt(p, programReady)

	p.click(js(`passportLogout(%s)`, s.byPopup(map[string]any{"verify": true})))
	got := settle(p, `flight`)

	require.Empty(t, got.Message)
	assert.Equal(t, "unverified popup not_proved", got.Receipt.IDP.Status+" "+got.Receipt.IDP.Via+" "+got.Receipt.IDP.Reason)
	u.isOut()
}

// Where the page that has opened the popup is gone, the callback page closes it.
func TestAVerifiedPopupOutlivesItsOpener(t *testing.T) {
	t.Parallel()
	s, p := popupSite(t)
	u, _ := s.logInAt(p, programReady)
	hold := make(chan struct{})
	s.holdAuth(logoutPath, hold)
	p.click(js(`passportLogout(%s)`, s.byPopup(map[string]any{"verify": true})))
	p.popup()
	p.open(s.app + "/blank")
	close(hold)

	p.awaitNoPopup()
	assert.False(t, u.passportAlive())
}

// What was asked when the page was idle lets auto keep the page where that can be.
func TestAutoModeThatVerifies(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		mode   cookies
		reason string
	}{
		"cookies allowed": {thirdPartyAllowed, "frame_reached"},
		"cookies blocked": {thirdPartyBlocked, "cross_site"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, crossSite)
			u := s.logIn(newTab(t, c.mode), clientID)
			config := s.config(map[string]any{"logoutMode": "auto", "verify": true, "logoutRedirectUri": s.app + "/silent-logout"})
			u.tab.globals = append(u.tab.globals, "user")
			eval[any](u.tab, js(`void (window.user = new passport.Passport(%s))`, config))
			require.Eventually(t, func() bool { return len(s.idp.Requests("/authorize")) == 2 }, patience, 5*time.Millisecond, "the login's and a question")
			eval[any](u.tab, js(`(async (reason) => {
				while ((await user.planLogout()).reason !== reason) await new Promise((next) => setTimeout(next, 20));
			})(%s)`, c.reason))

			if c.reason == "cross_site" {
				u.tab.arrive(s.app+"/", func() { u.tab.start(`user.logout()`) })
			} else {
				got := settle(u.tab, `user.logout()`)
				assert.Equal(t, "ended probe silent", got.Receipt.IDP.Status+" "+got.Receipt.IDP.Via+" "+got.Receipt.Mode)
			}

			assert.False(t, u.passportAlive())
			assert.False(t, u.stored())
		})
	}
}

// Where the program never comes the logout goes on, and claims nothing.
func TestAVerifiedLogoutWithoutTheProgram(t *testing.T) {
	t.Parallel()
	s := newSite(t, crossSite)
	u, _ := s.logInAt(newTab(t, thirdPartyAllowed), programNever)

	got := settle(u.tab, js(`passportLogout(%s)`, s.config(map[string]any{"verify": true})))

	require.Empty(t, got.Message)
	assert.Equal(t, "unverified", got.Receipt.IDP.Status)
	assert.False(t, u.passportAlive())
	assert.Len(t, s.idp.Requests(logoutPath), 1)
}

// Not every auth domain posts its answers.
func TestAVerifiedLogoutWhoseQuestionsAreRefused(t *testing.T) {
	t.Parallel()
	s := newSite(t, crossSite)
	u, _ := s.logInAt(newTab(t, thirdPartyAllowed), programReady)
	s.idp.SetFault("/authorize", authdomain.Fault{Header: http.Header{"X-Frame-Options": {"DENY"}}})
	u.tab.expectConsole("frame")

	got := settle(u.tab, js(`passportLogout(%s)`, s.config(map[string]any{"verify": true})))

	require.Empty(t, got.Message)
	assert.Equal(t, "unverified", got.Receipt.IDP.Status)
	assert.Equal(t, "location", got.Receipt.IDP.Via)
	assert.False(t, u.passportAlive())
}
