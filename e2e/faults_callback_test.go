package e2e

import (
	"net/http"
	"strings"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

const callbackScript = `<script src="/dist/passport.js"></script>`

// What the page at logoutRedirectUri does. By then the auth domain has ended
// the session; where the frame is shows it as well as the message does. At the
// top nothing but that page can bring the user back.
var callbackFaults = []fault{
	uncalled(callback("never calls", callbackScript, callsOff)),
	uncalled(callback("has no module", `<script src="/silent-logout.js"></script>`, callsOff)),
	uncalled(callback("its script is broken", callbackScript+`<script src="/broken.js"></script>`, callsOff)),
	callback("calls twice", callbackScript+`<script src="/silent-logout.js"></script><script src="/silent-logout.js"></script>`, returns),
	callback("calls, and never finishes loading", callbackScript+`<script src="/silent-logout.js"></script>`+neverLoaded, returns),
	uncalled(callback("gives the URL of another origin", callbackScript+`<script src="/elsewhere.js"></script>`, callsOff)),
	callback("gives no URL at all", callbackScript+`<script src="/nothing.js"></script>`, callsOff),
	uncalled(callback("404", "", callsOff)),
	uncalled(fault{
		name:   "its script never arrives",
		setUp:  all(within(1000), calledTooLate),
		silent: ended,
	}),
	{
		name:   "its script never arrives, and only its message would tell",
		setUp:  all(within(1000), runs(untold, ""), calledTooLate),
		silent: want{rejects("timeout"), dead},
		// It sees where the frame is when it comes.
		differs: map[situation]want{{"silent", programLate}: ended},
	},
	{
		name: "X-Frame-Options",
		setUp: all(framing, replaced("/silent-logout", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("X-Frame-Options", "DENY")
			w.Header().Set("Content-Type", "text/html")
			_, _ = w.Write([]byte(document("Callback", callbackScript+`<script src="/silent-logout.js"></script>`)))
		})),
		redirect: returning, silent: want{rejects("idp_did_not_return"), dead}, fallback: returning,
	},
	{
		name: "the auth domain returns ?error=",
		setUp: func(sc *scene) {
			answers(logoutPath, authdomain.Fault{
				Status: 302, Header: http.Header{"Location": {sc.app + "/silent-logout?error=access_denied"}},
			})(sc)
		},
		redirect: want{returns, alive}, silent: want{rejects("idp_error"), alive},
		// The page calls, and that is all that the stand-in looks at.
		differs: silentNever(want{resolves("unverified"), alive}),
	},
	{
		name: "the auth domain returns ?error= once",
		setUp: func(sc *scene) {
			once(answers(logoutPath, authdomain.Fault{
				Status: 302, Header: http.Header{"Location": {sc.app + "/silent-logout?error=access_denied"}},
			}))(sc)
		},
		fallback: returning,
	},
	{
		name:  "its URI is not registered",
		setUp: func(sc *scene) { sc.config["logoutRedirectUri"] = sc.app + "/unknown"; sc.expect("400") },
		// The auth domain ends the session before it looks at the URI.
		redirect: want{strands, dead}, silent: want{rejects("idp_did_not_return"), dead},
	},
	uncalled(fault{
		name: "a service worker answers with the app shell",
		setUp: func(sc *scene) {
			// The worker is between the page that leaves and the revocation.
			sc.revokes = sc.config["logoutMode"] != "redirect"
			sc.csp, _, _ = strings.Cut(sc.csp, "; require-trusted-types-for")
			sc.override("/worker.js", script(`
				addEventListener("activate", (e) => e.waitUntil(clients.claim()));
				addEventListener("fetch", (e) => {
					if (e.request.mode !== "navigate" || new URL(e.request.url).pathname === "/blank") return;
					e.respondWith(new Response("<!doctype html><title>Shell</title>", { headers: { "content-type": "text/html" } }));
				});`))
			sc.before = `navigator.serviceWorker.register("/worker.js").then(() => navigator.serviceWorker.controller ||
				new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true })))`
		},
		redirect: want{callsOff, dead}, silent: ended,
	}),
}

// uncalled is a callback page that does not call: the program sees where the frame
// is, and the stand-in waits.
func uncalled(f fault) fault {
	f.differs = silentNever(unheard)
	return f
}

// calledTooLate has the callback page's script come no more before the iframe goes.
func calledTooLate(sc *scene) {
	call := sc.pages["/silent-logout"]
	sc.pages["/silent-logout"] = document("Callback", callbackScript+`<script src="/never.js"></script>`)
	sc.lifts = append(sc.lifts, func() { sc.pages["/silent-logout"] = call })
}

// callback is another page at logoutRedirectUri, or none.
func callback(name, body, redirect string) fault {
	page := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte(document("Callback", body)))
	}
	if body == "" {
		page = http.NotFound
	}
	return fault{
		name: name,
		setUp: all(replaced("/silent-logout", page), func(sc *scene) {
			sc.override("/broken.js", script(`throw new Error("broken")`))
			sc.override("/elsewhere.js", script(`logoutSilentCallback("https://elsewhere.example")`))
			sc.override("/nothing.js", script(`logoutSilentCallback()`))
			sc.expect("404", "broken", "logoutSilentCallback", "postMessage")
		}),
		redirect: want{redirect, dead}, silent: ended,
	}
}

// replaced answers a path of the application in another way.
func replaced(path string, handler http.HandlerFunc) func(*scene) {
	return func(sc *scene) {
		sc.override(path, handler)
		sc.lifts = append(sc.lifts, func() { sc.restore(path) })
	}
}
