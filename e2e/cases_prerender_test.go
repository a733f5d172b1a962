package e2e

import (
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A client of the DevTools keeps a browser from prerendering. This one has none,
// and so the pages tell the server what they see.
func TestAPageThatChromiumPrerendersLogsOutOnceItIsVisited(t *testing.T) {
	t.Parallel()
	chromium := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil && chromium == "" {
			chromium = path
		}
	}
	require.NotEmpty(t, chromium, "Chromium")
	s := newSite(t, sameSite)
	session, cookie := s.idp.SignIn("player@example.com")
	tokens := s.tokens(&tab{t: t}, clientID, cookie)
	entry, err := json.Marshal(tokens)
	require.NoError(t, err)
	u := &user{site: s, session: session, key: "oidc.user:" + s.auth + ":" + clientID}
	u.refresh, _ = tokens["refresh_token"].(string)

	called, told := make(chan string, 1), make(chan string, 1)
	s.csp = ""
	s.pages["/logout"] = document("Log out", `<script src="/dist/passport.js"></script><script src="/logout.js"></script>`)
	s.pages["/speculating"] = document("Front", `<script type="speculationrules">{"prerender":[{"urls":["/logout"],"eagerness":"immediate"}]}</script><script src="/front.js"></script>`)
	s.override("/", func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, cookie) // cookies know no ports
		http.Redirect(w, r, "/speculating", http.StatusFound)
	})
	s.mux.HandleFunc("/front.js", script(js(`localStorage.setItem(%s, %s); fetch("/visit").then(() => (location.href = "/logout"))`, u.key, string(entry))))
	s.mux.HandleFunc("/logout.js", script(js(`(async (key) => {
		const prerendering = document.prerendering;
		const flight = passportLogout(%s);
		await new Promise((resolve) => setTimeout(resolve));
		await fetch("/called?" + [prerendering, localStorage.getItem(key) !== null, document.querySelectorAll("iframe").length]);
		const outcome = await flight.then((receipt) => receipt.idp.status, (error) => error.code);
		await fetch("/told?" + [document.prerendering, localStorage.getItem(key) !== null, outcome]);
	})(%s)`, s.config(nil), u.key)))
	s.mux.HandleFunc("/called", func(_ http.ResponseWriter, r *http.Request) { called <- r.URL.RawQuery })
	s.mux.HandleFunc("/told", func(_ http.ResponseWriter, r *http.Request) { told <- r.URL.RawQuery })
	visit := make(chan struct{})
	s.mux.HandleFunc("/visit", func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-visit:
		case <-r.Context().Done():
		}
	})
	profile, err := os.MkdirTemp(engineFiles, "prerender-") // which the browser may write to after its end
	require.NoError(t, err)
	browser := exec.CommandContext(t.Context(), chromium, "--headless", "--no-sandbox", "--no-first-run",
		"--disable-gpu", "--disable-dev-shm-usage", "--user-data-dir="+profile, s.app+"/")
	require.NoError(t, browser.Start())
	t.Cleanup(func() {
		_ = browser.Process.Kill()
		_ = browser.Wait()
	})

	assert.Equal(t, "true,true,0", hear(t, called), "prerendering, stored, iframes")
	assert.Empty(t, s.idp.Requests(logoutPath))
	assert.Empty(t, s.idp.Requests("/oauth/revoke"))
	assert.True(t, u.passportAlive())

	close(visit)

	assert.Equal(t, "false,false,ended", hear(t, told), "prerendering, stored, outcome")
	assert.False(t, u.passportAlive())
	s.revoked(t, u.refresh)
}

// hear waits for what a page tells.
func hear(t *testing.T, told <-chan string) string {
	t.Helper()
	select {
	case text := <-told:
		return text
	case <-time.After(patience):
		require.Fail(t, "the page told nothing")
		return ""
	}
}

// prerenders has a page believe that it is being prerendered, until it is activated.
const prerenders = `((waiting) => {
	Object.defineProperty(Document.prototype, "prerendering", { get: () => waiting, configurable: true });
	addEventListener("activate", () => {
		waiting = false;
		document.dispatchEvent(new Event("prerenderingchange"));
	});
})(true)`

// A page that is being prerendered logs out when the user comes to it.
func TestAPrerenderedPageWaitsForTheUser(t *testing.T) {
	t.Parallel()
	for name, late := range map[string]bool{"ready": false, "late": true} {
		for _, call := range []string{`logout()`, `logout({ mode: "redirect" })`, `logout({ mode: "local" })`, `getLogoutUrl()`} {
			t.Run(call+", "+name, func(t *testing.T) {
				t.Parallel()
				s := newSite(t, sameSite)
				s.before("/", prerenders)
				u, arrive := s.logInWhile(newTab(t, thirdPartyBlocked), late)
				u.tab.globals = append(u.tab.globals, "flight", "told")
				eval[any](u.tab, js(`((user) => {
					window.told = new Promise((resolve) => user.addEventListener("loggedOut", resolve));
					window.flight = user.`+call+`;
				})(new passport.Passport(%s))`, s.config(nil)))

				// A task later nothing has happened.
				assert.True(t, eval[bool](u.tab, js(`new Promise((resolve) => setTimeout(() => resolve(localStorage.getItem(%s) !== null && !document.querySelector("iframe"))))`, u.key)))
				assert.Empty(t, s.idp.Requests("/oauth/revoke"))
				activate := func() {
					u.tab.start(`dispatchEvent(new Event("activate"))`)
					arrive()
				}
				if strings.Contains(call, "redirect") {
					u.tab.arrive(s.app+"/", activate)
					assert.False(t, u.passportAlive())
				} else {
					activate()
					eval[any](u.tab, `Promise.all([told, flight]).then(() => {})`)
				}

				assert.False(t, u.stored())
			})
		}
	}
}
