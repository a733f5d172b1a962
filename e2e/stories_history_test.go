package e2e

import (
	"strings"

	"github.com/stretchr/testify/assert"
)

// What the user finds by Back, in other tabs, and in what else the browser stores.
var historyStories = []story{
	{name: "Back after a redirect", run: goesBack, want: "the page before the app"},
	{
		name: "Back to a page from before a logout in another tab", run: comesBack, want: "loaded anew, logged out",
		differs: map[string]string{"WebKitGTK": "restored, and told"},
	},
	{name: "a logout in another tab", run: hearsOfAnotherTab, want: "other-tab"},
	{name: "the session that game SDKs share, in IndexedDB", run: clearsTheBridge, want: "ended, session over, nothing is left"},
	{name: "the browser denies storage", fault: "The browser's storage/denied on access", run: isDeniedStorage, want: "storage_failed, session over"},
}

func goesBack(w *world) string {
	w.open("/blank")
	w.logIn()
	w.leave(map[string]any{"logoutMode": "redirect"})
	w.page.script(inATask(`history.back()`))
	// The login has entries of its own before the app's.
	page := w.await(&w.arrived, "Back", func(string) bool { return true })
	if strings.TrimPrefix(page, "restored ") == w.app+"/" {
		return "the app, " + page
	}
	return "the page before the app"
}

func comesBack(w *world) string {
	w.logIn()
	w.page.script(js(`void (window.user = new passport.Passport(%s)).addEventListener("loggedOut", (e) => tell("event", e.detail.reason))`, w.config(nil)))
	w.page.script(`passport.ready()`)
	w.page.script(inATask(`location.href = "/blank"`))
	w.arrives("/blank")
	other := w.another()
	w.logOutIn(other)
	w.page.script(inATask(`history.back()`))
	page := w.arrives("/")
	if !strings.HasPrefix(page, "restored ") {
		assert.False(w.t, w.stored())
		return "loaded anew, logged out"
	}
	assert.Equal(w.t, "restored-page", w.told("event"))
	return "restored, and told"
}

func hearsOfAnotherTab(w *world) string {
	w.logIn()
	w.page.script(`passport.ready()`)
	w.page.script(js(`void (window.user = new passport.Passport(%s)).addEventListener("loggedOut", (e) => tell("event", e.detail.reason))`, w.config(nil)))
	w.logOutIn(w.another())
	return w.told("event")
}

// another opens the application in another tab.
func (w *world) another() driven {
	w.t.Helper()
	other := w.page.tab()
	w.tabs = append(w.tabs, other)
	other.open(w.app + "/bye")
	w.arrives("/bye")
	return other
}

// logOutIn logs out in another tab, where that is the one that is driven.
func (w *world) logOutIn(tab driven) {
	w.t.Helper()
	status := evaluate[string](w.t, tab, js(`passport.ready().then(() => passportLogout(%s)).then(({ idp }) => idp.status)`, w.config(nil)))
	assert.Equal(w.t, "ended", status)
}

func clearsTheBridge(w *world) string {
	w.logIn()
	w.page.script(js(`new Promise((resolve, reject) => {
		const opening = indexedDB.open("ImmutableSDKPassport", 1);
		opening.onupgradeneeded = () => opening.result.createObjectStore("keyvaluepairs");
		opening.onerror = reject;
		opening.onsuccess = () => {
			const writing = opening.result.transaction("keyvaluepairs", "readwrite");
			writing.objectStore("keyvaluepairs").put(localStorage.getItem(%s), %s);
			writing.oncomplete = () => resolve(opening.result.close());
		};
	})`, w.user.key, w.user.key))
	says := w.logOut(map[string]any{"crossSdkBridgeEnabled": true})
	if evaluate[bool](w.t, w.page, inDatabase+js(`(%s)`, w.user.key)) {
		return says + ", the shared session is left"
	}
	return says + ", nothing is left"
}

func isDeniedStorage(w *world) string {
	w.logIn()
	w.before("/bye", `Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied", "SecurityError"); } })`)
	w.open("/bye")
	got := evaluate[string](w.t, w.page, js(`passport.ready().then(() => passportLogout(%s)).then(() => "resolved", (e) => e.code)`, w.config(nil)))
	return got + ", " + w.truth()
}
