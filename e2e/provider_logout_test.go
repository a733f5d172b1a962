package e2e

import (
	"cmp"
	"net/url"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// landed is what a landing page gets of the return to it, and its own URL then.
const landed = `passport.handleLogoutRedirect().then((result) => ({ ...result, url: location.href, again: null }))`

type landing struct {
	State, Error, URL string
	AppState          any
}

// onEveryProvider runs a test with each in every moment of the program.
func onEveryProvider(t *testing.T, test func(t *testing.T, name string, m moment)) {
	for name := range providers {
		for _, m := range everyMoment {
			t.Run(name+", program "+string(m), func(t *testing.T) {
				t.Parallel()
				test(t, name, m)
			})
		}
	}
}

// arrival makes it a moment for a user on the application's page.
func (u *providerUser) arrival(m moment, arrive func()) {
	u.t.Helper()
	switch m {
	case programReady:
		eval[any](u.tab, `passport.ready()`)
	case programLate:
		u.start(patient)
		u.start(withProgram + `.catch(() => {})`)
		arrive()
	}
}

func TestProvidersByRedirect(t *testing.T) {
	t.Parallel()
	onEveryProvider(t, func(t *testing.T, name string, m moment) {
		s := newProviderSite(t, name, providerOptions{})
		arrive := s.at(m)
		u := s.logInAt(newTab(t, thirdPartyBlocked), "localStorage")
		u.arrival(m, arrive)

		u.tab.arrive(s.app+"/", func() {
			u.start(js(`passportLogout(%s, { appState: { to: "/x", list: [1] } })`, s.redirect(nil)))
		})

		s.restore(moduleFile) // the landing page needs it
		assert.Equal(t, landing{State: "match", URL: s.app + "/", AppState: map[string]any{"to": "/x", "list": []any{1.0}}}, eval[landing](u.tab, landed))
		assert.Equal(t, landing{State: "none", URL: s.app + "/"}, eval[landing](u.tab, landed), "it counts once")
		assert.False(t, u.isStored())
		u.isLoggedOut()
	})
}

func TestProvidersSilently(t *testing.T) {
	t.Parallel()
	onEveryProvider(t, func(t *testing.T, name string, m moment) {
		s := newProviderSite(t, name, providerOptions{})
		arrive := s.at(m)
		u := s.logInAt(newTab(t, thirdPartyBlocked), "sessionStorage")
		u.arrival(m, arrive)

		got := settle(u.tab, js(`passportLogout(%s)`, s.config(nil)))

		require.Empty(t, got.Message)
		want := map[moment]string{programReady: "wasm ended", programLate: "wasm ended", programNever: "fallback unverified"}
		assert.Equal(t, want[m], got.Receipt.Engine+" "+got.Receipt.IDP.Status)
		assert.Equal(t, []string{u.key}, got.Receipt.Local.Removed)
		assert.Contains(t, []string{"sent", "revoked"}, got.Receipt.Revocation.Status)
		assert.False(t, u.isStored())
		u.isLoggedOut()
	})
}

func TestProvidersInAPopup(t *testing.T) {
	t.Parallel()
	for name := range providers {
		for host, want := range map[string]string{sameSite: "ended popup ", crossSite: "unverified popup cross_site"} {
			t.Run(name+" on "+host, func(t *testing.T) {
				t.Parallel()
				s := newProviderSite(t, name, providerOptions{host: host})
				u := s.logInAt(newTab(t, thirdPartyBlocked), "localStorage")
				eval[any](u.tab, `passport.ready()`)

				u.tab.click(js(`passportLogout(%s)`, s.config(map[string]any{"logoutMode": "popup"})))
				got := settle(u.tab, `flight`)

				require.Empty(t, got.Message)
				assert.Equal(t, want, got.Receipt.IDP.Status+" "+got.Receipt.IDP.Via+" "+got.Receipt.IDP.Reason)
				u.tab.awaitNoPopup()
				assert.False(t, u.isStored())
				u.isLoggedOut()
			})
		}
	}
}

// Whose cookie nobody knows is asked before and after.
func TestProvidersInAVerifiedPopup(t *testing.T) {
	t.Parallel()
	for name := range providers {
		for page, body := range map[string]string{"callback page": "", "page without a script": document("Redirect", ``)} {
			t.Run(name+" and a "+page, func(t *testing.T) {
				t.Parallel()
				s := newProviderSite(t, name, providerOptions{host: crossSite})
				s.pages["/redirect"] = cmp.Or(body, s.pages["/silent-logout"])
				u := s.logInAt(newTab(t, thirdPartyBlocked), "localStorage")
				eval[any](u.tab, `passport.ready()`)

				u.tab.click(js(`passportLogout(%s)`, s.config(map[string]any{"logoutMode": "popup", "verify": true})))
				got := settle(u.tab, `flight`)

				require.Empty(t, got.Message)
				assert.Equal(t, "ended probe ", got.Receipt.IDP.Status+" "+got.Receipt.IDP.Via+" "+got.Receipt.IDP.Reason)
				u.tab.awaitNoPopup()
				delete(s.pages, "/redirect") // which would go on
				u.isLoggedOut()
			})
		}
	}
}

// An iframe proves it where the cookie gets there, and ID tokens name their session.
func TestAProviderIsVerifiedInAnIframe(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		provider string
		mode     cookies
		want     string
		alive    bool
	}{
		"cookies allowed":                {"panva", thirdPartyAllowed, "ended probe", false},
		"cookies blocked":                {"panva", thirdPartyBlocked, "idp_did_not_return", true}, // it shows an error
		"ID tokens that name no session": {"zitadel", thirdPartyAllowed, "unverified location", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newProviderSite(t, c.provider, providerOptions{host: crossSite, sameSite: "none"})
			s.pages["/redirect"] = document("Redirect", ``)
			u := s.logInAt(newTab(t, c.mode), "localStorage")
			u.expectConsole("400") // what the provider makes of no cookie
			eval[any](u.tab, `passport.ready()`)

			got := settle(u.tab, js(`passportLogout(%s)`, s.config(map[string]any{"verify": true})))

			assert.Equal(t, c.want, cmp.Or(got.Code, got.Receipt.IDP.Status+" "+got.Receipt.IDP.Via))
			assert.Equal(t, c.alive, u.alive())
		})
	}
}

// With its endpoints configured a provider is gone to in the task of the call.
func TestAProviderIsLeftForAtOnce(t *testing.T) {
	t.Parallel()
	s := newProviderSite(t, "zitadel", providerOptions{})
	s.at(programNever)
	u := s.logInAt(newTab(t, thirdPartyBlocked), "localStorage")
	u.globals = append(u.globals, "flight")

	frame := eval[string](u.tab, js(`(() => {
		window.flight = passportLogout(%s).catch(() => {});
		return document.querySelector("iframe").src;
	})()`, s.config(map[string]any{"provider": s.withEndpoints()})))

	link, err := url.Parse(frame)
	require.NoError(t, err)
	assert.Equal(t, u.idToken, link.Query().Get("id_token_hint"))
	eval[any](u.tab, `flight`)
	u.isLoggedOut()
}

// A request too long for a URL goes as a form, also into the iframe.
func TestALongIDTokenIsPosted(t *testing.T) {
	t.Parallel()
	for name := range providers {
		for _, mode := range []string{"redirect", "silent", "popup"} {
			t.Run(name+", "+mode, func(t *testing.T) {
				t.Parallel()
				s := newProviderSite(t, name, providerOptions{claims: 3000, sameSite: "none"})
				u := s.logInAt(newTab(t, thirdPartyBlocked), "localStorage")
				require.Greater(t, len(u.idToken), 2000)
				eval[any](u.tab, `passport.ready()`)
				_, err := chromedp.Call(u.ctx, network.Enable, network.EnableParams{})
				require.NoError(t, err)
				requests := chromedp.Events(u.ctx, network.RequestWillBeSent)

				if mode == "redirect" {
					u.tab.arrive(s.app+"/", func() { u.start(js(`passportLogout(%s)`, s.redirect(nil))) })
					assert.Equal(t, "match", eval[landing](u.tab, landed).State)
				} else {
					u.tab.click(js(`passportLogout(%s)`, s.config(map[string]any{"logoutMode": mode})))
					got := settle(u.tab, `flight`)
					require.Empty(t, got.Message)
					assert.Equal(t, "ended", got.Receipt.IDP.Status)
				}

				for e, err := range requests {
					if mode == "popup" { // whose requests another target tells of
						break
					}
					require.NoError(t, err)
					if e.Type == network.ResourceTypeDocument {
						assert.Equal(t, "POST "+s.metadata.EndSessionEndpoint, e.Request.Method+" "+e.Request.URL)
						break
					}
				}
				u.isLoggedOut()
			})
		}
	}
}

// A provider that takes no form gets a long URL, where that is configured.
func TestALongIDTokenByGET(t *testing.T) {
	t.Parallel()
	for _, mode := range []string{"redirect", "silent"} {
		t.Run(mode, func(t *testing.T) {
			t.Parallel()
			s := newProviderSite(t, "panva", providerOptions{claims: 3000})
			u := s.logInAt(newTab(t, thirdPartyBlocked), "localStorage")
			provider := s.withEndpoints()
			provider["method"] = "get"

			if mode == "silent" {
				got := settle(u.tab, js(`passportLogout(%s)`, s.config(map[string]any{"provider": provider})))
				require.Empty(t, got.Message)
				assert.Equal(t, "ended", got.Receipt.IDP.Status)
			} else {
				u.tab.arrive(s.app+"/", func() { u.start(js(`passportLogout(%s)`, s.redirect(map[string]any{"provider": provider}))) })
				assert.Equal(t, "match", eval[landing](u.tab, landed).State)
			}

			u.isLoggedOut()
		})
	}
}

// Where the program never comes, what is long goes as a URL rather than nowhere.
func TestALongIDTokenWithoutTheProgram(t *testing.T) {
	t.Parallel()
	s := newProviderSite(t, "zitadel", providerOptions{claims: 3000})
	s.at(programNever)
	u := s.logInAt(newTab(t, thirdPartyBlocked), "localStorage")

	got := settle(u.tab, js(`passportLogout(%s)`, s.config(nil)))

	require.Empty(t, got.Message)
	assert.Equal(t, "unverified", got.Receipt.IDP.Status)
	u.isLoggedOut()
}

// Across sites the iframe gets no cookie, and the receipt does not pretend that it did.
func TestAProviderOnAnotherSite(t *testing.T) {
	t.Parallel()
	for name := range providers {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newProviderSite(t, name, providerOptions{host: crossSite})
			u := s.logInAt(newTab(t, thirdPartyBlocked), "localStorage")
			u.expectConsole("400") // what the provider makes of no cookie
			eval[any](u.tab, `passport.ready()`)

			u.tab.arrive(s.app+"/", func() {
				u.start(js(`passportLogout(%s, { mode: "silent", fallback: "redirect", logoutRedirectUri: %s, timeoutMs: 4000 })`, s.redirect(nil), s.app+"/"))
			})

			assert.Equal(t, "match", eval[landing](u.tab, landed).State)
			u.isLoggedOut()
		})
	}
}

func TestAProviderByThePlainProgram(t *testing.T) {
	t.Parallel()
	for _, mode := range []string{"redirect", "silent"} {
		t.Run(mode, func(t *testing.T) {
			t.Parallel()
			s := withProvider(t, newPlainSite(t, program()), "zitadel", providerOptions{})
			p := newTab(t, thirdPartyBlocked)
			p.globals = plainGlobals
			u := s.logInAt(p, "localStorage")
			p.until(`typeof passportLogout === "function"`)

			if mode == "silent" {
				got := settle(p, js(`passportLogout(%s)`, s.config(nil)))
				require.Empty(t, got.Message)
				assert.Equal(t, "ended", got.Receipt.IDP.Status)
			} else {
				p.arrive(s.app+"/", func() { p.start(js(`passportLogout(%s, { appState: "x" })`, s.redirect(nil))) })
				p.until(`typeof handleLogoutRedirect === "function"`)
				assert.Equal(t, map[string]any{"state": "match", "appState": "x"}, eval[map[string]any](p, `handleLogoutRedirect()`))
				assert.Equal(t, s.app+"/", p.location())
			}

			assert.False(t, u.isStored())
			u.isLoggedOut()
		})
	}
}

// What docs/providers.md says of forms: a browser keeps a cookie that is SameSite=Lax
// from one that comes from another site, and a URL brings it.
func TestAFormFromAnotherSiteBringsNoLaxCookie(t *testing.T) {
	t.Parallel()
	for method, alive := range map[string]bool{"post": true, "get": false} {
		t.Run(method, func(t *testing.T) {
			t.Parallel()
			s := newProviderSite(t, "zitadel", providerOptions{host: crossSite})
			u := s.logInAt(newTab(t, thirdPartyBlocked), "localStorage")
			provider := s.withEndpoints()
			provider["method"] = method

			u.tab.arrive(s.app+"/", func() { u.start(js(`passportLogout(%s)`, s.redirect(map[string]any{"provider": provider}))) })

			assert.Equal(t, alive, u.alive())
		})
	}
}
