package e2e

import (
	"net"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Machines with virtual adapters are told to be offline while they are not. A
// request tells better.
func TestABrowserThatWronglySeemsOfflineLogsOut(t *testing.T) {
	t.Parallel()
	for name, late := range map[string]bool{"ready": false, "late": true} {
		for _, mode := range []string{"silent", "redirect"} {
			t.Run(mode+", "+name, func(t *testing.T) {
				t.Parallel()
				s := newSecureSite(t, "app.example.test", "auth.example.test")
				s.before("/", `Object.defineProperty(Navigator.prototype, "onLine", { get: () => false })`)
				u, arrive := s.logInWhile(newTab(t, thirdPartyBlocked), late)
				u.tab.globals = append(u.tab.globals, "flight")
				u.tab.expectConsole("404") // the front page of this auth domain

				logout := js(`void (window.flight = passportLogout(%s))`, s.config(map[string]any{"logoutMode": mode}))
				if mode == "redirect" {
					u.tab.arrive(s.app+"/", func() {
						u.tab.start(logout)
						arrive()
					})
				} else {
					eval[any](u.tab, logout)
					arrive()
					got := settle(u.tab, `flight`)
					require.Empty(t, got.Message)
					assert.Equal(t, "ended", got.Receipt.IDP.Status)
				}

				assert.False(t, u.stored())
				assert.False(t, u.passportAlive())
				s.revoked(t, u.refresh)
			})
		}
	}
}

// An auth domain that cannot be reached is told long before the time limit, and
// apart from one that shows a page of its own.
func TestAnAuthDomainThatIsDownIsToldEarly(t *testing.T) {
	t.Parallel()
	const never = 1_200_000 // ms: the test is over before
	for name, c := range map[string]struct {
		address func(*testing.T) string
		code    string
	}{
		"the connection is refused": {func(t *testing.T) string { return "http://localhost:" + closedPort(t) }, "idp_unreachable"},
		"on another site":           {func(t *testing.T) string { return "http://127.0.0.1:" + closedPort(t) }, "idp_unreachable"},
		"the name does not resolve": {func(*testing.T) string { return "https://auth.invalid" }, "idp_unreachable"},
		"the connection is dropped": {dropping, "idp_unreachable"},
		"it shows a page":           {showingAPage, "idp_did_not_return"},
	} {
		for name2, late := range map[string]bool{"ready": false, "late": true} {
			t.Run(name+", "+name2, func(t *testing.T) {
				t.Parallel()
				s := newSite(t, sameSite)
				address := c.address(t)
				s.csp = strictCSP(address)
				u, arrive := s.logInWhile(newTab(t, thirdPartyBlocked), late)
				u.tab.globals = append(u.tab.globals, "flight")
				for _, text := range []string{"net::ERR", "404", "CORS"} {
					u.tab.expectConsole(text)
				}
				// With a session of that auth domain, so that the revocation fails too.
				eval[any](u.tab, js(`localStorage.setItem(%s, localStorage.getItem(%s))`, "oidc.user:"+address+":"+clientID, u.key))

				eval[any](u.tab, js(`void (window.flight = passportLogout(%s, { timeoutMs: %s }))`, s.config(map[string]any{
					"overrides": map[string]any{"authenticationDomain": address},
				}), never))
				arrive()
				got := settle(u.tab, `flight`)

				assert.Equal(t, c.code, got.Code, got.Message)
				require.NotNil(t, got.Receipt)
				assert.Equal(t, "cleared", got.Receipt.Local.Status)
				assert.Equal(t, "unverified", got.Receipt.IDP.Status)
				assert.Equal(t, s.app+"/", u.tab.location())
			})
		}
	}
}

func closedPort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	require.NoError(t, err)
	return port
}

// dropping is an auth domain that closes every connection without an answer.
func dropping(t *testing.T) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }))
	t.Cleanup(server.Close)
	return "http://localhost:" + port(server)
}

func showingAPage(t *testing.T) string {
	t.Helper()
	server := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(func() {
		server.CloseClientConnections()
		server.Close()
	})
	return "http://localhost:" + port(server)
}

// However much happens on the page meanwhile, the one message that counts is heard.
func TestTheCallbacksMessageIsHeardAmongManyEvents(t *testing.T) {
	t.Parallel()
	const many = 500
	for name, late := range map[string]bool{"ready": false, "late": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			s.tellOnlyByMessage(t)
			noise := make(chan struct{})
			s.onVisit = func(path string) {
				if path == logoutPath {
					<-noise
				}
			}
			u, arrive := s.logInWhile(newTab(t, thirdPartyBlocked), late)
			u.tab.globals = append(u.tab.globals, "flight")
			u.tab.expectConsole("Content Security Policy")

			early(u, s.config(nil))
			eval[any](u.tab, js(`new Promise((resolve) => {
				let violations = 0, messages = 0;
				const heard = () => violations === %[1]s && messages === %[1]s && resolve();
				document.addEventListener("securitypolicyviolation", () => { violations++; heard(); });
				addEventListener("message", () => { messages++; heard(); });
				for (let i = 0; i < %[1]s; i++) {
					new Image().src = "/" + i;
					postMessage({ source: "oidc-client", url: location.href, keepOpen: false }, location.origin);
				}
			})`, many))
			close(noise)
			arrive()
			got := settle(u.tab, `flight`)

			require.Empty(t, got.Message)
			assert.Equal(t, "wasm ended", got.Receipt.Engine+" "+got.Receipt.IDP.Status)
			if !late {
				assert.Equal(t, "message", got.Receipt.IDP.Via)
			}
			assert.False(t, u.passportAlive())
		})
	}
}
