package e2e

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

// Header fields of policies, and those that only report.
const (
	csp        = "Content-Security-Policy"
	cspReport  = csp + "-Report-Only"
	coep       = "Cross-Origin-Embedder-Policy"
	coepReport = coep + "-Report-Only"
)

// A policy that only reports stops nothing, and so it is no failure. One that is
// enforced is told early, by its own code.
func TestOnlyEnforcedPoliciesCount(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		page, callback, auth map[string]string
		code                 string
	}{
		"frame-src, report-only":        {page: map[string]string{cspReport: "frame-src 'self'"}},
		"child-src, report-only":        {page: map[string]string{cspReport: "child-src 'none'"}},
		"default-src, report-only":      {page: map[string]string{cspReport: "default-src 'none'"}},
		"COEP, report-only":             {page: map[string]string{coepReport: "require-corp"}},
		"COEP credentialless, report":   {page: map[string]string{coepReport: "credentialless"}},
		"frame-ancestors, report-only":  {callback: map[string]string{cspReport: "frame-ancestors 'none'"}},
		"both, the enforced one allows": {page: map[string]string{cspReport: "frame-src 'none'", coepReport: "require-corp"}},
		"frame-src, enforced":           {page: map[string]string{csp: "frame-src 'self'"}, code: "csp_blocked"},
		"COEP, enforced":                {page: map[string]string{coep: "require-corp"}, code: "frame_blocked"},
		"frame-ancestors, enforced":     {callback: map[string]string{csp: "frame-ancestors 'none'"}, code: "frame_blocked"},
		"auth domain's, enforced":       {auth: map[string]string{csp: "frame-ancestors 'none'"}, code: "frame_blocked"},
	} {
		for where, host := range map[string]string{"same site": sameSite, "cross site": crossSite, "program late": sameSite} {
			t.Run(name+", "+where, func(t *testing.T) {
				late := where == "program late"
				t.Parallel()
				s := newSite(t, host)
				s.under("/", c.page)
				s.under("/silent-logout", c.callback)
				if c.auth != nil {
					fault := withHeaders(c.auth)
					fault.Body = document("Logged out", "")
					s.idp.SetFault(logoutPath, fault)
				}
				u, arrive := s.logInWhile(newTab(t, thirdPartyAllowed), late)
				for _, text := range []string{"Content Security Policy", "violates", "net::ERR", "404"} {
					u.tab.expectConsole(text)
				}
				u.tab.globals = append(u.tab.globals, "flight")

				early(u, s.config(nil))
				arrive()
				got := settle(u.tab, `flight`)

				assert.Equal(t, c.code, got.Code, got.Message)
				require.NotNil(t, got.Receipt)
				switch {
				case c.code != "":
					assert.Equal(t, "unverified", got.Receipt.IDP.Status)
				case host == sameSite:
					assert.Equal(t, "ended", got.Receipt.IDP.Status)
				default:
					assert.Equal(t, "unverified cross_site", got.Receipt.IDP.Status+" "+got.Receipt.IDP.Reason)
				}
				assert.Equal(t, "wasm", got.Receipt.Engine)
				if c.code == "" {
					assert.False(t, u.passportAlive())
				}
			})
		}
	}
}

func withHeaders(headers map[string]string) authdomain.Fault {
	f := authdomain.Fault{Header: http.Header{}}
	for name, value := range headers {
		f.Header.Set(name, value)
	}
	return f
}

// What an embedder policy does to another part of the page says nothing of the
// iframe, though it comes from the auth domain as well.
func TestAnImageThatTheEmbedderPolicyStopsIsNotTheIframe(t *testing.T) {
	t.Parallel()
	for _, header := range []string{coep, coepReport} {
		t.Run(header, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			s.csp += "; img-src *"
			s.under("/", map[string]string{header: "require-corp"})
			s.under("/silent-logout", map[string]string{coep: "require-corp"})
			s.idp.SetFault(logoutPath, withHeaders(map[string]string{coep: "require-corp", "Cross-Origin-Resource-Policy": "cross-origin"}))
			reported := make(chan struct{})
			s.onVisit = func(path string) {
				if path == logoutPath {
					<-reported
				}
			}
			u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
			eval[any](u.tab, withProgram)
			u.tab.globals = append(u.tab.globals, "flight")
			for _, text := range []string{"net::ERR", "404", "Cross-Origin-Embedder-Policy"} {
				u.tab.expectConsole(text)
			}

			early(u, s.config(nil))
			blocked := eval[string](u.tab, js(`new Promise((resolve) => {
				new ReportingObserver(([{ body }]) => resolve(body.toJSON().blockedURL), { types: ["coep"] }).observe();
				new Image().src = %s;
			})`, s.auth+"/another"))
			close(reported)
			got := settle(u.tab, `flight`)

			assert.Equal(t, s.auth+"/another", blocked)
			require.Empty(t, got.Message)
			assert.Equal(t, "ended", got.Receipt.IDP.Status)
			assert.False(t, u.passportAlive())
		})
	}
}
