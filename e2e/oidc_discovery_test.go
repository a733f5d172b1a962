package e2e

import (
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// issuing is an application whose provider has its metadata, and nothing else.
type issuing struct {
	*site
	issuer string
	mu     sync.Mutex
	asked  map[string]int // how often for each path
}

// times is how often the provider was asked for a path.
func (i *issuing) times(path string) int {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.asked[path]
}

const metadataPath = "/.well-known/openid-configuration"

func newIssuing(t *testing.T, answer func(w http.ResponseWriter, r *http.Request, issuer string)) *issuing {
	t.Helper()
	i := &issuing{site: newSite(t, sameSite), asked: map[string]int{}}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		i.mu.Lock()
		i.asked[r.URL.Path]++
		i.mu.Unlock()
		switch r.URL.Path {
		case metadataPath:
			answer(w, r, i.issuer)
		case "/logout":
			http.Redirect(w, r, r.FormValue("post_logout_redirect_uri")+"?state="+r.FormValue("state"), http.StatusFound)
		}
	}))
	t.Cleanup(func() {
		server.CloseClientConnections()
		server.Close()
	})
	i.issuer = "http://localhost:" + port(server)
	i.csp = strictCSP(i.issuer)
	return i
}

func right(w http.ResponseWriter, _ *http.Request, issuer string) {
	fmt.Fprintf(w, `{"issuer":%q,"end_session_endpoint":%q,"revocation_endpoint":%q}`, issuer, issuer+"/logout", issuer+"/revoke")
}

// signIn opens the page of a user who is signed in.
func (i *issuing) signIn(p *tab) {
	p.t.Helper()
	p.open(i.app + "/blank")
	eval[any](p, js(`localStorage.setItem(%s, '{"refresh_token":"refresh"}')`, "oidc.user:"+i.issuer+":client"))
	p.open(i.app + "/")
}

func (i *issuing) config(more map[string]any) map[string]any {
	config := map[string]any{
		"provider": map[string]any{"kind": "oidc", "issuer": i.issuer},
		"clientId": "client", "redirectUri": i.app + "/redirect",
		"logoutRedirectUri": i.app + "/silent-logout", "logoutMode": "silent",
	}
	maps.Copy(config, more)
	return config
}

// A provider whose metadata come late is gone to when they have come; the application
// session is gone before. A popup is there already, since it opens at the click or not.
func TestMetadataThatComeLate(t *testing.T) {
	t.Parallel()
	for mode, logOut := range map[string]func(p *tab, call string){
		"silent": func(p *tab, call string) { eval[any](p, `void (window.flight = `+call+`).catch(() => {})`) },
		"popup":  (*tab).click,
	} {
		t.Run(mode, func(t *testing.T) {
			inEveryMoment(t, func(t *testing.T, m moment) { logsOutLate(t, m, mode, logOut) })
		})
	}
}

func logsOutLate(t *testing.T, m moment, mode string, logOut func(p *tab, call string)) {
	come := make(chan struct{})
	i := newIssuing(t, func(w http.ResponseWriter, r *http.Request, issuer string) {
		<-come
		right(w, r, issuer)
	})
	arrive := i.at(m)
	p := newTab(t, thirdPartyBlocked)
	p.expectConsole("404")
	p.globals = append(p.globals, "flight")
	i.signIn(p)
	if m == programReady {
		eval[any](p, `passport.ready()`)
	}

	logOut(p, js(`passportLogout(%s)`, i.config(map[string]any{"logoutMode": mode})))
	at := eval[[]float64](p, `[localStorage.length, document.querySelectorAll("iframe").length]`)
	if mode == "popup" {
		assert.Equal(t, "about:blank", p.popup().URL)
	}
	close(come)
	arrive()
	got := settle(p, `flight`)

	assert.Equal(t, []float64{1, 0}, at, "the tombstone, and no iframe yet")
	require.Empty(t, got.Message)
	assert.Equal(t, map[moment]string{programReady: "ended", programLate: "ended", programNever: "unverified"}[m], got.Receipt.IDP.Status)
	assert.Contains(t, []string{"sent", "revoked"}, got.Receipt.Revocation.Status)
	p.hasNoPopup()
}

// They come before anybody logs out, where there is somebody to, and once.
func TestMetadataComeAhead(t *testing.T) {
	t.Parallel()
	i := newIssuing(t, right)
	p := newTab(t, thirdPartyBlocked)
	i.signIn(p)
	p.globals = append(p.globals, "user", "flight")
	eval[any](p, js(`window.user = new passport.Passport(%s), undefined`, i.config(nil)))
	p.until(js(`performance.getEntriesByName(%s).length === 1`, i.issuer+metadataPath))

	frame := eval[string](p, `((flight) => (window.flight = flight, document.querySelector("iframe")?.src))(user.logout())`)
	got := settle(p, `flight`)

	assert.Contains(t, frame, i.issuer+"/logout?client_id=client&", "in the task of the call")
	require.Empty(t, got.Message)
	assert.Equal(t, 1, i.times(metadataPath))
}

func TestMetadataThatAreWrong(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answer        func(w http.ResponseWriter, r *http.Request, issuer string)
		code, message string
	}{
		"missing":        {func(w http.ResponseWriter, r *http.Request, _ string) { http.NotFound(w, r) }, "idp_error", "was answered with 404"},
		"another issuer": {func(w http.ResponseWriter, r *http.Request, _ string) { right(w, r, "https://evil.test") }, "idp_error", "names another issuer"},
		"no endpoint":    {func(w http.ResponseWriter, _ *http.Request, issuer string) { fmt.Fprintf(w, `{"issuer":%q}`, issuer) }, "idp_error", "has no end_session_endpoint"},
		"no CORS": {func(w http.ResponseWriter, r *http.Request, issuer string) {
			w.Header().Del("Access-Control-Allow-Origin")
			right(w, r, issuer)
		}, "idp_unreachable", "cannot be read"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inEveryMoment(t, func(t *testing.T, m moment) {
				i := newIssuing(t, c.answer)
				arrive := i.at(m)
				p := newTab(t, thirdPartyBlocked)
				p.expectConsole("404")
				p.expectConsole("CORS")
				p.expectConsole("ERR_FAILED")
				p.globals = append(p.globals, "flight")
				i.signIn(p)
				if m == programReady {
					eval[any](p, `passport.ready()`)
				}

				p.start(js(`(window.flight = passportLogout(%s, { mode: "redirect" })).catch(() => {})`, i.config(nil)))
				arrive()
				got := settle(p, `flight`)

				if m == programNever {
					assert.Equal(t, "engine_failed", got.Code)
				} else {
					assert.Equal(t, c.code, got.Code)
					assert.Contains(t, got.Message, "the application session was cleared, but the provider's openid-configuration "+c.message)
				}
				assert.Equal(t, "cleared", got.Receipt.Local.Status)
				assert.Equal(t, "failed", got.Receipt.IDP.Status)
				assert.Equal(t, i.app+"/", p.location())
			})
		})
	}
}
