package e2e

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

var (
	hang    = authdomain.Fault{Hang: true}
	noFault = authdomain.Fault{}
)

// Where the incumbent leaves the user logged in: a revocation that fails must
// neither stop nor delay the logout.
func TestRevocationNeverStopsALogout(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault   authdomain.Fault
		status  string
		console string
	}{
		"500":              {authdomain.Fault{Status: 500}, "failed", "500"},
		"429":              {authdomain.Fault{Status: 429}, "failed", "429"},
		"hangs":            {hang, "sent", "ERR_EMPTY_RESPONSE"},
		"connection drops": {authdomain.Fault{Drop: true}, "failed", "net::ERR"},
		"no CORS":          {authdomain.Fault{NoCORS: true}, "failed", "CORS"},
		"text/html":        {authdomain.Fault{ContentType: "text/html"}, "revoked", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
			u.tab.expectConsole("net::ERR_FAILED")
			if c.console != "" {
				u.tab.expectConsole(c.console)
			}
			s.idp.SetFault("/oauth/revoke", c.fault)
			eval[any](u.tab, `passport.ready()`)

			got := settle(u.tab, js(`passportLogout(%s)`, s.config(nil)))

			require.Empty(t, got.Message)
			assert.Contains(t, []string{c.status, "sent"}, got.Receipt.Revocation.Status)
			assert.Equal(t, "ended", got.Receipt.IDP.Status)
			assert.False(t, u.stored())
			assert.False(t, u.passportAlive())
			assert.Len(t, s.idp.Requests("/oauth/revoke"), 1)
		})
	}
}

// A silent logout that fails says why, long before its time limit.
func TestSilentFailuresAreNamed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault   authdomain.Fault
		code    string
		console []string
	}{
		"400":             {authdomain.Fault{Status: 400}, "idp_did_not_return", []string{"400"}},
		"500":             {authdomain.Fault{Status: 500}, "idp_did_not_return", []string{"500"}},
		"X-Frame-Options": {authdomain.Fault{Header: http.Header{"X-Frame-Options": {"DENY"}}, Body: "no"}, "idp_did_not_return", []string{"X-Frame-Options", "frame"}},
		"frame-ancestors": {authdomain.Fault{Header: http.Header{"Content-Security-Policy": {"frame-ancestors 'none'"}}, Body: "no"}, "frame_blocked", []string{"frame-ancestors", "Framing"}},
		"error":           {authdomain.Fault{}, "idp_error", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
			u.tab.expectConsole("Failed to load resource")
			for _, text := range c.console {
				u.tab.expectConsole(text)
			}
			s.idp.SetFault("/v2/logout", c.fault)
			eval[any](u.tab, `passport.ready()`)
			config := s.config(nil)
			if c.code == "idp_error" {
				config["logoutRedirectUri"] = s.app + "/silent-logout?error=access_denied"
			}

			got := settle(u.tab, js(`passportLogout(%s)`, config))

			assert.Equal(t, c.code, got.Code, got.Message)
			require.NotNil(t, got.Receipt)
			assert.NotEqual(t, "ended", got.Receipt.IDP.Status)
			assert.Equal(t, "cleared", got.Receipt.Local.Status)
			assert.False(t, u.stored())
		})
	}
}

func TestCSPWithoutTheAuthDomainIsNamed(t *testing.T) {
	t.Parallel()
	for name, source := range map[string]string{"auth domain missing": "'self'", "callback missing": ""} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			if source == "" {
				source = s.auth
			}
			s.csp = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' " + s.auth + "; frame-src " + source
			u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
			u.tab.expectConsole("Content Security Policy")
			eval[any](u.tab, `passport.ready()`)

			got := settle(u.tab, js(`passportLogout(%s)`, s.config(nil)))

			assert.Equal(t, "csp_blocked", got.Code)
			assert.False(t, u.stored())
		})
	}
}
