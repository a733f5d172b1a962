package e2e

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What people of other libraries report and is right here.

// Each way in which a policy lets the script in lets the rest in as well.
func TestPoliciesThatLetTheScriptIn(t *testing.T) {
	t.Parallel()
	const nonced = `<script nonce="abc" src="/dist/passport.js"></script>`
	for name, c := range map[string]struct{ scripts, rest, page string }{
		"a nonce":                   {"'nonce-abc' 'wasm-unsafe-eval'", "", nonced},
		"strict-dynamic":            {"'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval'", "", nonced},
		"wildcards":                 {"https://*.example.test:* 'wasm-unsafe-eval'", "", `<script src="/dist/passport.js"></script>`},
		"upgrade-insecure-requests": {"'self' 'wasm-unsafe-eval'", "; upgrade-insecure-requests", `<script src="/dist/passport.js"></script>`},
		"a base elsewhere":          {"'self' 'wasm-unsafe-eval'", "", `<base href="https://elsewhere.test/a/"><script src="@/dist/passport.js"></script>`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSecureSite(t, "app.example.test", "auth.example.test")
			s.pages["/"] = document(name, strings.Replace(c.page, "@", s.app, 1))
			s.under("/", map[string]string{csp: strings.Replace(s.csp, "script-src 'self' 'wasm-unsafe-eval'", "script-src "+c.scripts, 1) + c.rest})
			u := s.logIn(newTab(t, thirdPartyBlocked), clientID)

			got := settle(u.tab, js(`passport.ready().then(() => passportLogout(%s))`, s.config(nil)))

			require.Empty(t, got.Message)
			assert.Equal(t, "wasm ended", got.Receipt.Engine+" "+got.Receipt.IDP.Status)
			assert.False(t, u.passportAlive())
			s.revoked(t, u.refresh)
		})
	}
}

// The click that logs out may also follow a link or submit a form.
func TestAClickThatAlsoNavigates(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"a link":          `<a id="out" href="/blank">Log out</a>`,
		"a submit button": `<form action="/blank"><button id="out">Log out</button></form>`,
	} {
		for _, mode := range []string{"silent", "redirect", "local"} {
			for when, late := range map[string]bool{"ready": false, "late": true} {
				t.Run(name+", "+mode+", "+when, func(t *testing.T) {
					t.Parallel()
					s := newSite(t, sameSite)
					s.csp += "; form-action 'self'"
					s.pages["/"] += body
					u, _ := s.logInWhile(newTab(t, thirdPartyBlocked), late)
					u.tab.expectConsole("net::ERR")

					u.tab.arrive(s.app, func() {
						u.tab.start(js(`(document.getElementById("out").addEventListener("click", () => passportLogout(%s).catch(() => {})), setTimeout(() => document.getElementById("out").click()))`,
							s.config(map[string]any{"logoutMode": mode})))
					})

					assert.False(t, u.stored())
					if mode != "local" {
						s.revoked(t, u.refresh)
					}
				})
			}
		}
	}
}

// Effects run twice in development, and the instance of the first run is closed.
func TestEffectsThatRunTwice(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)

	got := eval[[]any](u.tab, js(`(async (config) => {
		const heard = [];
		const mount = () => {
			const user = new passport.Passport(config);
			user.addEventListener("loggedOut", ({ detail }) => heard.push(detail.reason));
			return { user, flight: user.logout(), unmount: () => user.close() };
		};
		const first = mount();
		first.unmount();
		const second = mount();
		const receipts = await Promise.all([first.flight, second.flight]);
		return [receipts[0] === receipts[1], receipts[1].idp.status, heard.join()];
	})(%s)`, s.config(nil)))

	assert.Equal(t, []any{true, "ended", "logout"}, got)
	assert.Len(t, s.idp.Requests(logoutPath), 1)
	assert.Len(t, s.idp.Requests("/oauth/revoke"), 1)
}

// A server may redirect the callback page to where it really is.
func TestACallbackPageThatIsRedirected(t *testing.T) {
	t.Parallel()
	for name, target := range map[string]string{
		"a trailing slash": "/silent-logout/",
		"a language":       "/en/silent-logout?lang=en",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			path, _, _ := strings.Cut(target, "?")
			s.pages[path] = callbackPage
			s.override("/silent-logout", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, target, http.StatusMovedPermanently) })
			u := s.logIn(newTab(t, thirdPartyBlocked), clientID)

			got := settle(u.tab, js(`passport.ready().then(() => passportLogout(%s))`, s.config(nil)))

			require.Empty(t, got.Message)
			assert.Equal(t, "ended", got.Receipt.IDP.Status)
			assert.False(t, u.passportAlive())
		})
	}
}

// A guard that sends the callback page to the login page is named.
func TestACallbackPageThatAGuardSendsToTheLogin(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	s.pages["/login"] = document("Login", "")
	s.override("/silent-logout", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/login?next=secret", http.StatusFound)
	})
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)

	got := settle(u.tab, js(`passport.ready().then(() => passportLogout(%s))`, s.config(nil)))

	assert.Equal(t, "idp_did_not_return", got.Code)
	assert.Contains(t, got.Message, s.app+"/login")
	assert.NotContains(t, got.Message, "secret")
}

// An auth domain may clear all that the browser has of it.
func TestClearSiteData(t *testing.T) {
	t.Parallel()
	s := newSecureSite(t, "app.example.test", "auth.example.test")
	s.idp.SetFault(logoutPath, withHeaders(map[string]string{"Clear-Site-Data": `"cache", "cookies", "storage"`}))
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)

	got := settle(u.tab, js(`passport.ready().then(() => passportLogout(%s))`, s.config(nil)))

	require.Empty(t, got.Message)
	assert.Equal(t, "ended", got.Receipt.IDP.Status)
	assert.False(t, u.passportAlive())
}

// A file that could not be loaded is asked for again.
func TestAFailedImportIsTriedAgain(t *testing.T) {
	t.Parallel()
	for _, file := range []string{moduleFile, programFile} {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			s.override(file, http.NotFound)
			u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
			u.tab.expectConsole("404")
			assert.Equal(t, "engine_failed", settle(u.tab, `passport.ready()`).Code)

			s.restore(file)
			got := settle(u.tab, js(`passport.ready().then(() => passportLogout(%s))`, s.config(nil)))

			require.Empty(t, got.Message)
			assert.Equal(t, "wasm ended", got.Receipt.Engine+" "+got.Receipt.IDP.Status)
		})
	}
}
