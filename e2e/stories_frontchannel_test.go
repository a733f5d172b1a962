package e2e

import "strings"

// What a provider's page does in whose frame the front-channel logout page is.
var frontChannelStories = []story{
	{
		name: "front-channel logout, the provider on the app's site", run: onTheFrontChannel, want: "cleared, logged out",
		// Neither gives the handle that would tell. WebKit has a storage for each origin at
		// the top, be it of the same site.
		differs: map[string]string{
			"Firefox":   "not_performed storage_access_denied, logged out",
			"WebKitGTK": "not_performed storage_access_denied, still logged in",
		},
	},
	{
		name: "… on another site", run: onTheFrontChannel, across: true,
		want: "not_performed storage_access_denied, still logged in",
	},
}

func onTheFrontChannel(w *world) string {
	w.logIn()
	w.hasFrontChannel(whenLoaded)
	w.decorate()
	w.idp.SetFault("/frames", providerPage(w.app+frontChannelPath, "window.outcome = outcome"))
	w.page.open(w.auth + "/frames")
	outcome := evaluate[frontChannelOutcome](w.t, w.page, `(async () => {
		while (!window.outcome) await new Promise((next) => setTimeout(next, 20));
		return window.outcome;
	})()`)
	w.open("/blank")
	says := strings.TrimSpace(outcome.Status + " " + outcome.Reason)
	if evaluate[bool](w.t, w.page, js(`localStorage.getItem(%s) === null`, w.user.key)) {
		return says + ", logged out"
	}
	return says + ", still logged in"
}
