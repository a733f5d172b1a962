package e2e

import (
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

// What keeps a hidden iframe from the callback page, the code that says so, and when.
var frameStories = []story{
	{name: "the auth domain is down", fault: "The network/the auth domain is unreachable", plain: true, logs: true, run: fails(isDown), want: "idp_unreachable, session lives"},
	{name: "it drops every connection", logs: true, run: fails(dropsAll), want: "idp_unreachable, session lives"},
	{
		name: "it drops the connection of the logout", fault: "The network/the connection drops", logs: true, run: fails(faulty(authdomain.Fault{Drop: true})), want: "idp_did_not_return, session lives",
		differs: map[string]string{"WebKitGTK": "timeout, session lives"}, // it shows nothing there
	},
	{name: "its certificate is not valid", plain: true, logs: true, profile: checkCertificate, run: fails(isUntrusted), want: "idp_unreachable, session lives"},
	{name: "its name does not resolve", fault: "The network/the name does not resolve", plain: true, logs: true, run: fails(func(w *world) { w.move("https://auth.invalid") }), want: "idp_unreachable, session lives"},
	{name: "it never answers", fault: "The logout endpoint/never answers", run: hangs(faulty(hang)), want: "timeout, session lives"},
	{name: "it answers with nothing (204)", fault: "The logout endpoint/204", run: hangs(faulty(authdomain.Fault{Status: 204})), want: "timeout, session lives"},
	{name: "it shows an error page", fault: "The logout endpoint/400", logs: true, run: fails(faulty(authdomain.Fault{Status: 400, Body: document("Error", "No.")})), want: "idp_did_not_return, session lives"},
	{name: "it returns with an error", fault: "The callback page/the auth domain returns ?error=", run: fails(returnsError), want: "idp_error, session lives"},
	{name: "its X-Frame-Options", fault: "The logout endpoint/X-Frame-Options", logs: true, run: fails(faulty(framedNowhere("X-Frame-Options", "DENY"))), want: "idp_did_not_return, session lives"},
	{
		name: "its frame-ancestors", fault: "The logout endpoint/frame-ancestors", logs: true, run: fails(faulty(framedNowhere("Content-Security-Policy", "frame-ancestors 'none'"))), want: "idp_did_not_return, session lives",
		differs: map[string]string{"Chromium": "frame_blocked, session lives"}, // it reports that to the page
	},
	{name: "X-Frame-Options of the callback page", fault: "The callback page/X-Frame-Options", logs: true, run: fails(callbackFramedNowhere), want: "idp_did_not_return, session over"},
	{name: "the callback page asks for a login", run: fails(guarded), want: "idp_did_not_return, session over"},
	{name: "frame-src of the page", fault: "The page/frame-src without the auth domain", logs: true, run: fails(func(w *world) { w.allowNoFrame() }), want: "csp_blocked, session lives"},
	{name: "Cross-Origin-Embedder-Policy: require-corp", fault: "The page/COEP require-corp", logs: true, run: fails(embedding("require-corp")), want: "frame_blocked, session over"},
	{
		name: "Cross-Origin-Embedder-Policy: credentialless", fault: "The page/COEP credentialless", logs: true, run: fails(embedding("credentialless")), want: "frame_blocked, session over",
		differs: map[string]string{"WebKitGTK": "ended, session over"}, // it knows no such policy
	},
	{name: "a script takes the iframe away, twice", fault: "The page/another script removes the iframe", run: takesFramesAway, want: "frame_removed, session lives"},
	{name: "the callback page never calls", fault: "The callback page/never calls", run: fails(func(w *world) {
		w.pages["/silent-logout"] = document("Callback", "")
	}), want: "ended, session over"},
}

// The limits of a logout that fails, in milliseconds: where that is to be known before,
// also on a machine that is busy, and where it is not.
const (
	longLimitMS  = 20_000
	shortLimitMS = 2_500
)

// fails logs out silently where that fails before the limit, and hangs where only that
// ends it.
func fails(setUp func(*world)) func(*world) string { return failsWithin(longLimitMS, setUp) }
func hangs(setUp func(*world)) func(*world) string { return failsWithin(shortLimitMS, setUp) }

func failsWithin(ms int, setUp func(*world)) func(*world) string {
	return func(w *world) string {
		w.logIn()
		setUp(w)
		w.open("/") // under the policy that it has now
		return w.logOut(map[string]any{"silentTimeoutMs": ms})
	}
}

func faulty(f authdomain.Fault) func(*world) {
	return func(w *world) { w.idp.SetFault(logoutPath, f) }
}

// move gives the auth domain another origin, and the application the session with it.
func (w *world) move(origin string) {
	w.t.Helper()
	before := w.user.key
	w.csp = strings.ReplaceAll(w.csp, w.auth, origin)
	w.auth = origin
	w.user.key = "oidc.user:" + origin + ":" + clientID
	w.page.script(js(`localStorage.setItem(%s, localStorage.getItem(%s))`, w.user.key, before))
}

func isDown(w *world) {
	port, err := freePort()
	if err != nil {
		w.t.Fatal(err)
	}
	w.move("https://localhost:" + port)
}

func dropsAll(w *world) {
	w.idp.SetFault(logoutPath, authdomain.Fault{Drop: true})
	w.idp.SetFault("/.well-known/openid-configuration", authdomain.Fault{Drop: true})
	w.idp.SetFault("/oauth/revoke", authdomain.Fault{Drop: true})
}

func isUntrusted(w *world) {
	server := httptest.NewTLSServer(http.HandlerFunc(w.serveAuth))
	w.t.Cleanup(func() {
		server.CloseClientConnections()
		server.Close()
	})
	w.move("https://localhost:" + port(server))
}

func returnsError(w *world) {
	faulty(authdomain.Fault{Status: 302, Header: http.Header{"Location": {w.app + "/silent-logout?error=access_denied"}}})(w)
}

func framedNowhere(name, value string) authdomain.Fault {
	return authdomain.Fault{Header: http.Header{name: {value}}, Body: document("Logged out", "")}
}

func callbackFramedNowhere(w *world) {
	w.override("/silent-logout", func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("X-Frame-Options", "DENY")
		rw.Header().Set("Content-Type", "text/html")
		_, _ = rw.Write([]byte(w.pages["/silent-logout"]))
	})
}

func guarded(w *world) {
	w.override("/silent-logout", http.RedirectHandler("/blank?login", http.StatusFound).ServeHTTP)
}

func embedding(policy string) func(*world) {
	return func(w *world) {
		page := w.pages["/"]
		w.override("/", func(rw http.ResponseWriter, _ *http.Request) {
			rw.Header().Set("Content-Security-Policy", w.csp)
			rw.Header().Set("Cross-Origin-Embedder-Policy", policy)
			rw.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = rw.Write([]byte(page))
		})
	}
}

func takesFramesAway(w *world) string {
	w.logIn()
	w.idp.SetFault(logoutPath, hang)
	w.page.script(`void new MutationObserver(() => document.querySelector("iframe")?.remove())
		.observe(document.documentElement, { childList: true })`)
	return w.logOut(nil)
}
