package e2e

import (
	"maps"
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
}

func TestTokensStaySecret(t *testing.T) {
	t.Parallel()
	for name, c := range overheard {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inEveryMoment(t, func(t *testing.T, m moment) {
				s := newSite(t, or(c.host, sameSite))
				if c.fault != nil {
					c.fault(s)
				}
				config := s.config(map[string]any{"logoutRedirectUri": "/silent-logout" + secretQuery})
				if m == programNever {
					config["silentTimeoutMs"] = 1500
				}
				maps.Copy(config, c.config)
				if c.leaves {
					config["logoutRedirectUri"] = "/" + secretQuery
				}
				if path := config["logoutRedirectUri"].(string); path[0] == '/' {
					config["logoutRedirectUri"] = s.app + path
				}
				v := s.eavesdropped(t, m)
				requests := v.tab.requested()
				attack := js(`overhear(%s)`, config)

				if c.leaves {
					v.tab.arrive(s.app+"/"+secretQuery, func() { v.begin(attack, "") })
				} else {
					v.begin(attack, "")
					eval[any](v.tab, `flight`)
				}

				heard := append(eval[[]string](v.tab, `JSON.parse(sessionStorage.getItem("heard"))`), requests()...)
				assert.False(t, v.stored())
				v.areSecret(heard, v.entry)
				for _, request := range s.idp.Requests("") {
					assert.NotContains(t, request.Referer, s.app+"/?")
				}
			})
		})
	}
}

func or(value, fallback string) string {
	if value == "" {
		return fallback
	}
	return value
}

// overheardVictim has an entry in storage that must stay secret.
type overheardVictim struct {
	*victim
	entry string
}

// eavesdropped opens a page that listens, and logs in there.
func (s *site) eavesdropped(t *testing.T, m moment) overheardVictim {
	t.Helper()
	s.mux.HandleFunc("/eavesdrop.js", script(eavesdrop+overhear))
	s.pages["/"] = document("Application", `<script src="/eavesdrop.js"></script><script src="/dist/passport.js"></script>`)
	s.pages["/silent-logout"] = strings.Replace(callbackPage, "<script", `<script src="/eavesdrop.js"></script><script`, 1)
	v := s.victim(t, m)
	v.tab.expectConsole("")
	v.tab.globals = append(v.tab.globals, "hear", "overhear")
	v.tab.open(s.app + "/" + secretQuery)
	v.waitFor(`passport`)
	next, entry := s.signIn(v.tab, clientID)
	v.user = next
	eval[any](v.tab, js(`localStorage.setItem(%s, %s)`, v.key, entry))
	return overheardVictim{v, entry}
}

// overhear logs out and listens to that.
const overhear = `
window.overhear = async (config) => {
	try {
		const user = new passport.Passport(config);
		user.addEventListener("loggedOut", (e) => hear("loggedOut", e.detail));
		hear("receipt", await user.logout());
	} catch (e) {
		hear("rejected", e);
		await passportLogout({ ...config, logoutMode: "local", logoutRedirectUri: undefined });
	}
	hear("entries", JSON.stringify(performance.getEntries()), location.href, document.referrer, JSON.stringify(history.state));
};`
