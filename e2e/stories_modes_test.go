package e2e

import "github.com/stretchr/testify/assert"

// What the receipt says, and what the auth domain knows, after a login by its form.
var modeStories = []story{
	{name: "silent, same site", run: logsOut(nil), want: "ended, session over"},
	{
		name: "silent, another site", across: true, run: logsOut(nil), want: "unverified, session lives",
		differs: map[string]string{"WebKitGTK": "unverified, session over"}, // it sends the cookies that it has
	},
	{
		name: "silent, another site, tracking prevention on", across: true, profile: tracking,
		run: logsOut(nil), want: "unverified, session lives",
	},
	{
		name: "silent, then by redirect where that is not enough", across: true,
		run: goesAway(map[string]any{"fallback": "redirect"}), want: "back, session over",
	},
	{name: "redirect", run: goesAway(map[string]any{"logoutMode": "redirect"}), want: "back, session over"},
	{
		name: "redirect, another site", across: true,
		run: goesAway(map[string]any{"logoutMode": "redirect"}), want: "back, session over",
	},
	{name: "auto, same site", run: logsOut(map[string]any{"logoutMode": "auto"}), want: "ended, session over"},
	{
		name: "auto, another site", across: true,
		run: goesAway(map[string]any{"logoutMode": "auto"}), want: "back, session over",
	},
	{name: "local", run: logsOut(map[string]any{"logoutMode": "local"}), want: "skipped, session lives"},
	{name: "getLogoutUrl, and a visit of it", run: visitsTheLogoutURL, want: "back, session over"},
	{name: "what is read of the session, before and after", run: readsTheSession, want: "player@example.com, then nothing"},
	{name: "the refresh token of a page that is left", run: revokesWhileLeaving, want: "revoked once"},
	{name: "in a private window", profile: private, run: logsOut(nil), want: "ended, session over"},
	{name: "an abort", run: aborts, want: "AbortError, the application session is gone"},
}

// logsOut logs out and stays.
func logsOut(settings map[string]any) func(*world) string {
	return func(w *world) string {
		w.logIn()
		says := w.logOut(settings)
		assert.False(w.t, w.stored(), "the application session")
		return says
	}
}

// goesAway logs out by leaving the page.
func goesAway(settings map[string]any) func(*world) string {
	return func(w *world) string {
		w.logIn()
		w.leave(settings)
		assert.False(w.t, w.stored(), "the application session")
		return "back, " + w.truth()
	}
}

// leave logs out by leaving the page, and returns on the one where that ends.
func (w *world) leave(settings map[string]any) {
	w.t.Helper()
	uri, end := "/bye", "/bye"
	if settings["fallback"] != nil {
		uri, end = "/silent-logout", "/" // the callback page brings the user back
	}
	config := w.config(settings)
	config["logoutRedirectUri"] = w.app + uri
	w.page.script(inATask(js(`passport.ready().then(() => passportLogout(%s))`, config)))
	w.arrives(end)
}

// stored tells whether the application session is.
func (w *world) stored() bool {
	w.t.Helper()
	return evaluate[bool](w.t, w.page, js(`localStorage.getItem(%s) !== null`, w.user.key))
}

func visitsTheLogoutURL(w *world) string {
	w.logIn()
	config := w.config(map[string]any{"logoutRedirectUri": w.app + "/bye"})
	url := evaluate[string](w.t, w.page, js(`new passport.Passport(%s).getLogoutUrl()`, config))
	assert.False(w.t, w.stored())
	w.page.script(inATask(js(`location.href = %s`, url)))
	w.arrives("/bye")
	return "back, " + w.truth()
}

func readsTheSession(w *world) string {
	w.logIn()
	return evaluate[string](w.t, w.page, js(`(async (user) => {
		const read = async () => ((await user.isLoggedIn()) && (await user.getUserInfo()).email) || "nothing";
		const before = await read();
		await user.logout({ mode: "local" });
		return before + ", then " + (await read());
	})(new passport.Passport(%s))`, w.config(nil)))
}

func revokesWhileLeaving(w *world) string {
	w.logIn()
	w.leave(map[string]any{"logoutMode": "redirect"})
	w.revoked(w.t, w.user.refresh)
	return "revoked " + map[int]string{1: "once"}[len(w.idp.Requests("/oauth/revoke"))]
}

func aborts(w *world) string {
	w.logIn()
	w.idp.SetFault(logoutPath, hang)
	says := evaluate[string](w.t, w.page, js(`passport.ready().then(() => {
		const over = new AbortController();
		const flight = passportLogout(%s, { signal: over.signal });
		setTimeout(() => over.abort());
		return flight.then(() => "resolved", (e) => e.name);
	})`, w.config(nil)))
	w.idp.SetFault(logoutPath, noFault)
	if w.stored() {
		return says + ", the application session is there"
	}
	return says + ", the application session is gone"
}
