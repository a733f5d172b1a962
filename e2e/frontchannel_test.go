package e2e

import (
	"fmt"
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

const frontChannelPath = "/front-channel"

// frontChannelOutcome is that of web/passport.d.ts.
type frontChannelOutcome struct{ Status, Reason string }

// hasFrontChannel gives the application a page frontchannel_logout_uri, which tells
// the page around it of the outcome.
func (s *site) hasFrontChannel(call string) {
	s.pages[frontChannelPath] = document("Front channel", `<script src="/dist/passport.js"></script><script src="/front-channel.js"></script>`)
	s.mux.HandleFunc("/front-channel.js", script(js(
		`((config) => `+call+`.then((outcome) => parent.postMessage(outcome, "*")))(%s)`, s.config(nil))))
}

const byTheLoader = `new passport.Passport(config).frontChannelLogout()`

// whenLoaded is what is known when the page has loaded.
const whenLoaded = `new Promise((loaded) => {
	let outcome = { status: "nothing yet" };
	addEventListener("load", () => loaded(outcome));
	` + byTheLoader + `.then((is) => { outcome = is });
})`

// frontChannelURL is what the provider makes of frontchannel_logout_uri. Its issuer is
// where the tokens were got.
func (s *site) frontChannelURL(sid string) string {
	return s.app + frontChannelPath + "?" + url.Values{"iss": {s.resolved + "/"}, "sid": {sid}}.Encode()
}

// providerPage is a page of the provider that frames another one, and then runs a script
// which has the outcome.
func providerPage(page, then string) authdomain.Fault {
	return authdomain.Fault{AfterWork: true, Body: fmt.Sprintf(`<!doctype html><title>Provider</title><body><script>
		const frame = document.createElement("iframe");
		addEventListener("message", ({ data: outcome }) => { frame.remove(); %s });
		frame.src = %q;
		document.body.append(frame);
	</script>`, then, page)}
}

// providerLogsOut opens the provider's page in a tab beside the application's, and
// returns what became of that.
func (s *site) providerLogsOut(u *user, page string) frontChannelOutcome {
	u.tab.t.Helper()
	s.idp.SetFault("/frames", providerPage(page, "window.outcome = outcome"))
	p := u.tab.sibling()
	p.globals = []string{"outcome"}
	p.expectConsole("requestStorageAccess")
	p.open(s.auth + "/frames")
	p.until(`window.outcome`)
	return eval[frontChannelOutcome](p, `outcome`)
}

// The conformance suite's module of that name: the provider's own logout, as far as
// the application is concerned.
func TestRPFrontChannelOPInitLogout(t *testing.T) {
	t.Parallel()
	cleared := frontChannelOutcome{Status: "cleared"}
	denied := frontChannelOutcome{"not_performed", "storage_access_denied"}
	for name, c := range map[string]struct {
		host string
		mode cookies
		want frontChannelOutcome
	}{
		"another site, third-party cookies allowed": {crossSite, thirdPartyAllowed, cleared},
		"another site, third-party cookies blocked": {crossSite, thirdPartyBlocked, denied},
		"the same site": {sameSite, thirdPartyBlocked, cleared},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, c.host)
			s.hasFrontChannel(byTheLoader)
			u := s.logIn(newTab(t, c.mode), clientID)
			u.tab.listens(s.config(nil))

			got := s.providerLogsOut(u, s.frontChannelURL(u.session.SID))

			assert.Equal(t, c.want, got)
			assert.Equal(t, c.want != cleared, u.stored())
			if c.want == cleared {
				u.tab.until(`heard.length`)
				assert.Equal(t, []string{"other-tab"}, eval[[]string](u.tab, `heard`))
				again := s.providerLogsOut(u, s.frontChannelURL(u.session.SID))
				assert.Equal(t, frontChannelOutcome{"cleared", "nothing_to_clear"}, again)
			}
			assert.Empty(t, s.idp.Requests(logoutPath), "no logout begins anew")
			assert.Empty(t, s.idp.Requests("/oauth/revoke"))
		})
	}
}

// The conformance suite's module of that name: the application has logged out by
// redirect, and the provider frames it before it redirects back.
func TestRPFrontChannelRPInitLogout(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		mode cookies
		want frontChannelOutcome
	}{
		"third-party cookies allowed": {thirdPartyAllowed, frontChannelOutcome{"cleared", "nothing_to_clear"}},
		"third-party cookies blocked": {thirdPartyBlocked, frontChannelOutcome{"not_performed", "storage_access_denied"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, crossSite)
			s.hasFrontChannel(byTheLoader)
			u := s.logIn(newTab(t, c.mode), clientID)
			u.tab.expectConsole("requestStorageAccess")
			s.idp.SetFault(logoutPath, providerPage(s.frontChannelURL(u.session.SID),
				`location.replace(new URLSearchParams(location.search).get("returnTo") + "?" + new URLSearchParams(outcome))`))

			back := u.tab.arrive(s.app+"/?", func() {
				u.tab.start(js(`passportLogout(%s)`, s.config(map[string]any{"logoutMode": "redirect", "logoutRedirectUri": s.app + "/"})))
			})

			landed, err := url.Parse(back)
			require.NoError(t, err)
			assert.Equal(t, c.want, frontChannelOutcome{landed.Query().Get("status"), landed.Query().Get("reason")})
			assert.False(t, u.stored())
			assert.False(t, u.passportAlive())
			assert.Len(t, s.idp.Requests(logoutPath), 1, "no logout begins anew")
		})
	}
}

func TestAFrontChannelLogoutOfAnotherSessionIsIgnored(t *testing.T) {
	t.Parallel()
	s := newSite(t, crossSite)
	s.hasFrontChannel(byTheLoader)
	u := s.logIn(newTab(t, thirdPartyAllowed), clientID)
	for page, reason := range map[string]string{
		s.frontChannelURL("another"): "another_session",
		s.app + frontChannelPath + "?iss=https://evil.test/&sid=" + u.session.SID: "another_session",
		s.app + frontChannelPath + "?sid=" + u.session.SID:                        "iss_or_sid_missing",
	} {
		assert.Equal(t, frontChannelOutcome{"ignored", reason}, s.providerLogsOut(u, page))
	}
	assert.True(t, u.stored())
	assert.Equal(t, "cleared", s.providerLogsOut(u, s.app+frontChannelPath).Status, "neither iss nor sid")
	assert.False(t, u.stored())
}

// The program by itself does the same.
func TestThePlainProgramOnTheFrontChannel(t *testing.T) {
	t.Parallel()
	s := newSite(t, crossSite)
	s.mux.HandleFunc("/wasm_exec.js", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, "../wasm_exec.js") })
	s.hasFrontChannel(`new Promise((ready) => {
		const go = new Go();
		WebAssembly.instantiateStreaming(fetch("/dist/passport.wasm"), go.importObject).then(({ instance }) => ready(void go.run(instance)));
	}).then(() => passportFrontChannelLogout(config))`)
	s.pages[frontChannelPath] = document("Front channel", `<script src="/wasm_exec.js"></script><script src="/front-channel.js"></script>`)
	u := s.logIn(newTab(t, thirdPartyAllowed), clientID)

	assert.Equal(t, frontChannelOutcome{Status: "cleared"}, s.providerLogsOut(u, s.frontChannelURL(u.session.SID)))
	assert.False(t, u.stored())
}

// A provider goes on when its frame has loaded, so that must not be before it is done.
func TestTheFrontChannelPageHasNotLoadedBeforeItIsDone(t *testing.T) {
	t.Parallel()
	s := newSite(t, crossSite)
	s.hasFrontChannel(whenLoaded)
	u := s.logIn(newTab(t, thirdPartyAllowed), clientID)

	assert.Equal(t, "cleared", s.providerLogsOut(u, s.frontChannelURL(u.session.SID)).Status)
	assert.False(t, u.stored())
}

// At the top of a tab there is nothing to be asked for.
func TestAFrontChannelLogoutAtTheTop(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
	call := js(`((user, page) => user.frontChannelLogout(page).finally(() => user.close()))(new passport.Passport(%s), %s)`,
		s.config(nil), s.frontChannelURL(u.session.SID))

	assert.Equal(t, frontChannelOutcome{Status: "cleared"}, eval[frontChannelOutcome](u.tab, call))
	assert.False(t, u.stored())
	assert.Equal(t, "invalid_config", settle(u.tab, js(`new passport.Passport(%s).frontChannelLogout("/front-channel")`, s.config(nil))).Code)
}
