package e2e

import (
	"net/http"

	"github.com/stretchr/testify/assert"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

// With a user's click, and an auth domain on another site.
var popupStories = []story{
	{name: "popup, another site", across: true, run: popsUp(inPopup, nil), want: "ended, session over"},
	{
		name: "popup, another site, tracking prevention on", across: true, profile: tracking,
		run: popsUp(inPopup, nil), want: "ended, session over",
	},
	{name: "popup, cut off by the auth domain's opener policy", across: true, run: popsUp(inPopup, cutOff), want: "ended, session over"},
	{
		name: "popup, whose callback page never calls", across: true,
		run: popsUp(inPopup, func(w *world) { w.pages["/silent-logout"] = document("Callback that never calls", ``); w.decorate() }), want: "ended, session over",
	},
	{
		name: "popup, an error page of the auth domain", across: true, logs: true,
		run: popsUp(inPopup, func(w *world) {
			w.idp.SetFault(logoutPath, authdomain.Fault{Status: http.StatusBadRequest, Body: document("Error", ``)})
		}), want: "idp_did_not_return, session lives",
	},
	{
		name: "popup, without a click", across: true, run: logsOut(popup), want: "popup_blocked, session lives",
		differs: map[string]string{"Firefox": "ended, session over"}, // which is driven without its blocker
	},
	{
		name: "popup, while the app saves what it has", across: true,
		run: popsUp(always(`{ logoutMode: "popup", beforeLogout: () => new Promise((saved) => setTimeout(saved, 1500)), beforeLogoutMs: 60_000 }`), nil), want: "ended, session over",
	},
	{
		name: "popup, by a form of an OpenID provider", across: true,
		run: popsUp(func(w *world) string { return js(`%s`, w.provided("post", popup)) }, nil), want: "unverified, session over",
	},
}

var popup = map[string]any{"logoutMode": "popup"}

// inPopup is what a configuration has for it, as a script.
var inPopup = always(`{ logoutMode: "popup" }`)

func always(more string) func(*world) string { return func(*world) string { return more } }

// popsUp logs out by a click, with more of a configuration, after what is done when the
// user has logged in.
func popsUp(more func(*world) string, prepare func(*world)) func(*world) string {
	return func(w *world) string {
		w.logIn()
		if prepare != nil {
			prepare(w)
		}
		w.page.script(js(`passport.ready().then(() => {
			window.flight = new Promise((resolve, reject) =>
				addEventListener("click", () => passportLogout({ ...%s, ...`+more(w)+` }).then(resolve, reject), { once: true }));
			flight.catch(() => {}); // whoever looks comes later
		})`, w.config(nil)))
		w.page.(clicker).click()
		says := w.settle(`flight`)
		assert.False(w.t, w.stored(), "the application session")
		return says
	}
}

func cutOff(w *world) {
	w.idp.SetFault(logoutPath, authdomain.Fault{Header: http.Header{openerPolicy: {"same-origin"}}})
}

// Where the browser sends the cookie into an iframe, what happens there can be proved.
var verifyStories = []story{
	{
		name: "silent and verified, another site", across: true, run: logsOut(verify), want: "unverified, session lives",
		differs: map[string]string{"WebKitGTK": "ended, session over"},
	},
	{
		name: "silent and verified, another site, tracking prevention on", across: true, profile: tracking,
		run: logsOut(verify), want: "unverified, session lives",
	},
	{name: "silent and verified, same site", run: logsOut(verify), want: "ended, session over"},
	{
		name: "popup and verified, another site, tracking prevention on", across: true, profile: tracking,
		run: popsUp(always(`{ logoutMode: "popup", verify: true }`), nil), want: "ended, session over",
	},
	{
		name: "popup and verified, an opener policy of the app that lets popups be", across: true,
		run: popsUp(always(`{ logoutMode: "popup", verify: true }`), func(w *world) {
			w.isolate(map[string]string{"app": "same-origin-allow-popups"})
			w.open("/")
		}), want: "ended, session over",
	},
	{
		name: "popup and verified, cut off by the auth domain's opener policy", across: true,
		run: popsUp(always(`{ logoutMode: "popup", verify: true }`), cutOff), want: "unverified, session over",
	},
}

var verify = map[string]any{"verify": true}
