package e2e

import (
	"net/http"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

const openerPolicy = "Cross-Origin-Opener-Policy"

// Where third-party cookies are blocked a popup ends what an iframe cannot, before the
// program has come and where it never does.
func TestAPopupEndsTheSessionAcrossSites(t *testing.T) {
	t.Parallel()
	for _, when := range everyMoment {
		for name, policies := range map[string]map[string]string{
			"no policy":                     {},
			"the app lets popups be":        {"app": "same-origin-allow-popups"},
			"the app is isolated":           {"app": "same-origin"},
			"the auth domain is isolated":   {"auth": "same-origin"},
			"the callback is isolated":      {"callback": "same-origin"},
			"the auth domain has no opener": {"auth": "noopener-allow-popups"},
			"all are isolated":              {"app": "same-origin", "auth": "same-origin", "callback": "same-origin"},
		} {
			t.Run(string(when)+", "+name, func(t *testing.T) {
				t.Parallel()
				s, p := popupSite(t)
				s.isolate(policies)
				u, arrive := s.logInAt(p, when)

				p.click(js(`passportLogout(%s)`, s.byPopup(nil)))
				s.asked(t, 1)
				p.awaitNoPopup()
				assert.False(t, u.passportAlive(), "whatever becomes of the program")
				arrive()
				got := settle(p, `flight`)

				if when != programNever {
					u.ended(got)
					return
				}
				require.Empty(t, got.Message)
				assert.Equal(t, "fallback", got.Receipt.Engine)
				assert.Equal(t, "unverified", got.Receipt.IDP.Status, "nobody has judged it")
				assert.Equal(t, "engine_failed", got.Receipt.IDP.Reason)
				assert.Equal(t, "popup", got.Receipt.IDP.Via)
				u.isOut()
			})
		}
	}
}

// isolate gives the app, the auth domain and the callback page opener policies.
func (s *site) isolate(policies map[string]string) {
	if policy := policies["app"]; policy != "" {
		s.servesWith("/", openerPolicy, policy)
	}
	if policy := policies["callback"]; policy != "" {
		s.servesWith("/silent-logout", openerPolicy, policy)
	}
	if policy := policies["auth"]; policy != "" {
		s.idp.SetFault(logoutPath, authdomain.Fault{Header: http.Header{openerPolicy: {policy}}})
	}
}

// logInAt signs a user in on a page to which the program comes at a moment.
func (s *site) logInAt(p *tab, when moment) (u *user, arrive func()) {
	p.t.Helper()
	switch when {
	case programLate:
		u, arrive = s.logInBefore(p, programFile)
		p.start(patient)
		return u, arrive
	case programNever:
		s.override(programFile, http.NotFound)
		p.expectConsole("404")
		return s.logIn(p, clientID), func() {}
	}
	return s.logInBefore(p, "")
}

// A callback page that knows nothing of popups shows where it is, and is closed.
func TestAPopupWhoseCallbackPageNeverCalls(t *testing.T) {
	t.Parallel()
	s, p := popupSite(t)
	s.pages["/silent-logout"] = document("Callback that never calls", ``)
	u, _ := s.logInAt(p, programReady)

	p.click(js(`passportLogout(%s)`, s.byPopup(nil)))

	u.ended(settle(p, `flight`))
}

// The callback page of another origin cannot know the popup, but its message counts.
func TestAPopupWhoseCallbackPageIsOnAnotherOrigin(t *testing.T) {
	t.Parallel()
	s, p := popupSite(t)
	other := newSite(t, sameSite)
	other.mux.HandleFunc("/called.js", script(js(`logoutSilentCallback(%s)`, s.app)))
	other.pages["/done"] = document("Callback", `<script src="/dist/passport.js"></script><script src="/called.js"></script>`)
	s.idp.AddClient(authdomain.Client{ID: "elsewhere", RedirectURIs: []string{s.app + "/redirect"}, LogoutURIs: []string{other.app + "/done"}, WebOrigins: []string{s.app}})
	u := s.logIn(p, "elsewhere")
	eval[any](p, withProgram)

	p.click(js(`passportLogout(%s)`, s.byPopup(map[string]any{
		"clientId": "elsewhere", "logoutRedirectUri": other.app + "/done", "allowedRedirectOrigins": []string{other.app},
	})))

	u.ended(settle(p, `flight`))
}

// A popup that must wait is open nevertheless: a second later a browser opens none.
func TestAPopupOpensInTheClickAndWaitsForTheApp(t *testing.T) {
	t.Parallel()
	for _, when := range everyMoment {
		t.Run(string(when), func(t *testing.T) {
			t.Parallel()
			s, p := popupSite(t)
			u, arrive := s.logInAt(p, when)
			p.globals = append(p.globals, "save")

			p.click(js(`passportLogout(%s, { beforeLogout: () => new Promise((resolve) => { window.save = resolve }), beforeLogoutMs: 600_000 })`, s.byPopup(nil)))

			assert.Equal(t, "about:blank", p.popup().URL)
			assert.False(t, u.stored())
			assert.Empty(t, s.idp.Requests(logoutPath))
			eval[any](p, `void save()`)
			arrive()
			got := settle(p, `flight`)
			require.Empty(t, got.Message)
			assert.Equal(t, "popup", got.Receipt.IDP.Via)
			u.isOut()
		})
	}
}

func TestAutoModeMayPreferAPopup(t *testing.T) {
	t.Parallel()
	for name, host := range map[string]string{"popup": crossSite, "silent": sameSite} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, p := newSite(t, host), newTab(t, thirdPartyBlocked)
			u, _ := s.logInAt(p, programReady)

			p.click(js(`passportLogout(%s)`, s.config(map[string]any{"logoutMode": "auto", "autoMode": "popup"})))
			got := settle(p, `flight`)

			require.Empty(t, got.Message)
			assert.Equal(t, name, got.Receipt.Mode)
			assert.Equal(t, "ended", got.Receipt.IDP.Status)
			u.isOut()
		})
	}
}

func TestCallsDuringALogoutShareItsPopup(t *testing.T) {
	t.Parallel()
	s, p := popupSite(t)
	u, _ := s.logInAt(p, programReady)

	p.click(js(`((config) => {
		const first = passportLogout(config);
		return Promise.all([first, passportLogout(config)]).then(([a, b]) => a === b ? first : Promise.reject(new Error("two")));
	})(%s)`, s.byPopup(nil)))

	u.ended(settle(p, `flight`))
	assert.Len(t, s.idp.Requests(logoutPath), 1)
}

// The program by itself does the same, on both pages.
func TestThePlainProgramLogsOutByPopup(t *testing.T) {
	t.Parallel()
	for name, policies := range map[string]map[string]string{
		"no policy":                   {},
		"the auth domain is isolated": {"auth": "same-origin"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newPlainSiteOn(t, crossSite, program())
			s.isolate(policies)
			u := s.plainLogIn(newTab(t, thirdPartyBlocked))

			u.tab.click(js(`passportLogout(%s)`, s.byPopup(nil)))

			u.ended(settle(u.tab, `flight`))
		})
	}
}

// In a frame of another site's page the storage is another one, so that the callback
// page cannot know the popup. Its message counts.
func TestAPopupOfAFramedApp(t *testing.T) {
	t.Parallel()
	s, p := popupSite(t)
	outer := newSiteOn(t, "outer.localhost", "outer.localhost")
	outer.csp = "default-src 'none'; frame-src " + s.app
	outer.pages["/"] = document("Outer", `<iframe width=500 height=300 src="`+s.app+`/framed"></iframe>`)
	s.pages["/framed"] = document("Framed", `<script src="/dist/passport.js"></script><script src="/framed.js"></script>`)
	s.mux.HandleFunc("/framed.js", script(js(`addEventListener("click", () => {
		const tell = (told) => parent.postMessage(told, "*");
		passportLogout(%s).then((receipt) => tell({ receipt }), ({ code, message }) => tell({ code, message }));
	}, { once: true })`, s.byPopup(nil))))
	u := s.logIn(p, clientID)
	p.globals = []string{"told"}
	p.open(outer.app + "/")
	eval[any](p, `void (window.told = new Promise((resolve) => addEventListener("message", ({ data }) => resolve(data))))`)

	// A click reaches the frame once the browser has drawn that.
	require.Eventually(t, func() bool {
		require.NoError(t, chromedp.Do(p.ctx, chromedp.MouseClickXY(100, 100)))
		return len(s.idp.Requests(logoutPath)) > 0
	}, patience, 50*time.Millisecond)
	got := eval[outcome](p, `told`)

	require.Empty(t, got.Message, got.Code)
	assert.Equal(t, "ended", got.Receipt.IDP.Status)
	assert.False(t, u.passportAlive())
	p.hasNoPopup()
	eval[any](p, `document.querySelector("iframe").remove()`)
}
