package e2e

import (
	"maps"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

// secretQuery stands in the URLs of the page and of the callback page.
const secretQuery = "?q=SECRET-QUERY"

// overheard are logouts of every mode and outcome.
var overheard = map[string]struct {
	host   string
	leaves bool
	config map[string]any
	fault  func(*site)
}{
	"silent":             {},
	"redirect":           {leaves: true, config: map[string]any{"logoutMode": "redirect"}},
	"local":              {config: map[string]any{"logoutMode": "local"}},
	"auto":               {config: map[string]any{"logoutMode": "auto"}},
	"cross-site":         {host: crossSite},
	"fallback":           {host: crossSite, leaves: true, config: map[string]any{"fallback": "redirect"}},
	"timeout":            {config: map[string]any{"silentTimeoutMs": 500}, fault: func(s *site) { s.idp.SetFault("/v2/logout", hang) }},
	"did not return":     {fault: func(s *site) { s.idp.SetFault("/v2/logout", authdomain.Fault{Status: 500}) }},
	"error":              {config: map[string]any{"logoutRedirectUri": "/silent-logout" + secretQuery + "&error=denied"}},
	"unsafe":             {config: map[string]any{"logoutRedirectUri": "https://evil.test/" + secretQuery}},
	"frame blocked":      {fault: (*site).allowNoFrame},
	"revocation blocked": {fault: func(s *site) { s.csp = strings.ReplaceAll(s.csp, "connect-src 'self' "+s.auth, "connect-src 'self'") }},
	"revocation fails":   {fault: func(s *site) { s.idp.SetFault("/oauth/revoke", authdomain.Fault{NoCORS: true}) }},
	"loader, redirect":   {leaves: true, config: map[string]any{"logoutMode": "redirect"}, fault: func(s *site) { s.override("/dist/passport.wasm", http.NotFound) }},
	"loader, silent":     {leaves: true, fault: func(s *site) { s.override("/dist/passport.wasm", http.NotFound); s.allowNoFrame() }},
	"loader, local":      {config: map[string]any{"logoutMode": "local"}, fault: func(s *site) { s.override("/dist/passport.wasm", http.NotFound) }},
}

func TestTokensStaySecret(t *testing.T) {
	t.Parallel()
	for name, c := range overheard {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, or(c.host, sameSite))
			if c.fault != nil {
				c.fault(s)
			}
			config := s.config(map[string]any{"logoutRedirectUri": "/silent-logout" + secretQuery})
			maps.Copy(config, c.config)
			if c.leaves {
				config["logoutRedirectUri"] = "/" + secretQuery
			}
			if path := config["logoutRedirectUri"].(string); path[0] == '/' {
				config["logoutRedirectUri"] = s.app + path
			}
			p := newTab(t, thirdPartyBlocked)
			u, entry := s.eavesdropped(p)

			requests := p.requested()
			if c.leaves {
				p.arrive(s.app+"/"+secretQuery, func() { p.start(js(overhear, config)) })
			} else {
				eval[any](p, js(overhear, config))
			}

			heard := append(eval[[]string](p, `JSON.parse(sessionStorage.getItem("heard"))`), requests()...)
			assert.False(t, u.stored())
			u.areSecret(heard, entry)
			for _, request := range s.idp.Requests("") {
				assert.NotContains(t, request.Referer, s.app+"/?")
			}
		})
	}
}

func or(value, fallback string) string {
	if value == "" {
		return fallback
	}
	return value
}

// eavesdropped opens a page that listens, and logs in there.
func (s *site) eavesdropped(p *tab) (u *user, entry string) {
	p.t.Helper()
	p.expectConsole("")
	p.globals = append(p.globals, "hear")
	s.mux.HandleFunc("/eavesdrop.js", script(eavesdrop))
	s.pages["/"] = document("Application", `<script src="/eavesdrop.js"></script><script src="/dist/passport.js"></script>`)
	s.pages["/silent-logout"] = strings.Replace(callbackPage, "<script", `<script src="/eavesdrop.js"></script><script`, 1)
	u, entry = s.signIn(p, clientID)
	p.open(s.app + "/" + secretQuery)
	eval[any](p, js(`localStorage.setItem(%s, %s)`, u.key, entry))
	return u, entry
}

// overhear logs out and listens to that.
const overhear = `(async (config) => {
	await passport.ready().catch((e) => hear("rejected", e));
	try {
		const user = new passport.Passport(config);
		user.addEventListener("loggedOut", (e) => hear("loggedOut", e.detail));
		hear("receipt", await user.logout());
	} catch (e) {
		hear("rejected", e);
		await passportLogout({ ...config, logoutMode: "local", logoutRedirectUri: undefined });
	}
	hear("entries", JSON.stringify(performance.getEntries()), location.href, document.referrer, JSON.stringify(history.state));
})(%s)`
