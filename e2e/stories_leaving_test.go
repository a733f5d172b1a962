package e2e

import (
	"net/http"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

// What keeps a window from the auth domain.
var leavingStories = []story{
	{name: "the auth domain answers with nothing (204)", run: isNotLeft(faulty(authdomain.Fault{Status: 204}), ``), want: "navigation_blocked, session lives"},
	{name: "the auth domain answers with a download", run: isNotLeft(faulty(download), ``), want: "navigation_blocked, session lives"},
	{name: "a script stops the page", run: isNotLeft(faulty(hang), `setTimeout(() => stop(), 100)`), want: "navigation_blocked, session lives"},
	{name: "the auth domain never answers", run: isNotLeft(faulty(hang), ``), want: "navigation_blocked, session lives"},
}

var download = authdomain.Fault{Body: "nothing", ContentType: "application/octet-stream", Header: http.Header{"Content-Disposition": {"attachment"}}}

// isNotLeft logs out by redirect in a page that is not left, and hears that from the page,
// since a browser may run no script from outside meanwhile.
func isNotLeft(setUp func(*world), meanwhile string) func(*world) string {
	return func(w *world) string {
		w.logIn()
		setUp(w)
		w.page.script(inATask(js(`passport.ready().then(() => {
			const begun = performance.now();
			passportLogout(%s).then(() => "resolved", (e) => e.code)
				.then((code) => tell("outcome", JSON.stringify({ code, ms: performance.now() - begun })));
		`, w.config(map[string]any{"logoutMode": "redirect", "silentTimeoutMs": 3_000})) + meanwhile + `})`))
		return w.outcome()
	}
}
