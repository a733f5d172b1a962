package e2e

import (
	"net/http"
	"path"
	"strings"
)

// A logout that no program judges claims nothing, and ends both sessions all the same.
var programStories = []story{
	{name: "it is missing", logs: true, run: unjudged(missing), want: "unverified, session over"},
	{name: "its module is missing", fault: "The program/passport.program-….js is missing", logs: true, run: unjudged(func(w *world) { w.override(moduleFile, http.NotFound) }), want: "unverified, session over"},
	{name: "its MIME type is wrong", logs: true, run: unjudged(mistyped), want: "unverified, session over"},
	{name: "it is of another build", fault: "The program/passport.program-….js is of another build", logs: true, run: unjudged(outdated), want: "unverified, session over"},
	{name: "the policy forbids WebAssembly", logs: true, run: unjudged(forbidden), want: "unverified, session over"},
	{name: "it comes late", run: judgedLate(nil), want: "ended, session over"},
	{name: "it never comes", logs: true, run: unjudged(func(w *world) { w.override(programFile, never) }), want: "unverified, session over"},
	{name: "redirect without it", logs: true, run: redirectsWithoutProgram, want: "back, session over"},
}

func missing(w *world) { w.override(programFile, http.NotFound) }

func mistyped(w *world) {
	w.override(moduleFile, func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Content-Type", "application/octet-stream")
		rw.Header().Set("X-Content-Type-Options", "nosniff")
		http.ServeFile(rw, r, dist+"/"+path.Base(r.URL.Path))
	})
}

func outdated(w *world) { w.override(moduleFile, otherBuild(w.t, path.Base(moduleFile))) }

func forbidden(w *world) { w.csp = strings.Replace(w.csp, " 'wasm-unsafe-eval'", "", 1) }

// unjudged logs out silently where the stand-in has to.
func unjudged(setUp func(*world)) func(*world) string {
	return func(w *world) string {
		setUp(w)
		w.logIn()
		return w.settle(js(`passportLogout(%s)`, w.config(nil)))
	}
}

// judgedLate logs out while the program is kept back until the auth domain was asked.
func judgedLate(settings map[string]any) func(*world) string {
	return func(w *world) string {
		release := w.hold(programFile)
		w.onVisit = func(path string) {
			if path == logoutPath {
				release()
			}
		}
		w.logIn()
		return w.settle(js(`passportLogout(%s)`, w.config(settings)))
	}
}

func redirectsWithoutProgram(w *world) string {
	missing(w)
	w.logIn()
	w.page.script(inATask(js(`passportLogout(%s)`, w.config(map[string]any{"logoutMode": "redirect", "logoutRedirectUri": w.app + "/bye"}))))
	w.arrives("/bye")
	return "back, " + w.truth()
}
