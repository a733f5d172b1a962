package e2e

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
)

// What users come to whose auth domain is an OpenID provider's.
var providerStories = []story{
	{name: "an OpenID provider, silent", run: endsAtProvider("get"), want: "ended, session over"},
	{name: "an OpenID provider, silent, by a form", run: endsAtProvider("post"), want: "ended, session over"},
	{name: "an OpenID provider by redirect, and what the landing page finds", run: returnsFromProvider("get"), want: "match, its own state, session over"},
	{name: "an OpenID provider by redirect with a form, and what the landing page finds", run: returnsFromProvider("post"), want: "match, its own state, session over"},
}

const endSessionPath = "/oidc/logout"

// endSession is RP-Initiated Logout 1.0 before the auth domain's own.
func (s *site) endSession(w http.ResponseWriter, r *http.Request) {
	inner := httptest.NewRequest(http.MethodGet, logoutPath+"?"+url.Values{
		"client_id": {r.FormValue("client_id")}, "returnTo": {r.FormValue("post_logout_redirect_uri")},
	}.Encode(), nil)
	inner.Header = r.Header
	answer := httptest.NewRecorder()
	s.idp.ServeHTTP(answer, inner)
	w.Header()["Set-Cookie"] = answer.Header()["Set-Cookie"]
	http.Redirect(w, r, answer.Header().Get("Location")+"?state="+r.FormValue("state"), http.StatusSeeOther)
}

// provided makes the configuration that of an OpenID provider.
func (w *world) provided(method string, more map[string]any) map[string]any {
	settings := map[string]any{"provider": map[string]any{
		"kind": "oidc", "endSessionEndpoint": w.auth + endSessionPath, "revocationEndpoint": w.auth + "/oauth/revoke",
		"storageKey": w.user.key, "method": method,
	}}
	maps.Copy(settings, more)
	return w.config(settings)
}

func endsAtProvider(method string) func(*world) string {
	return func(w *world) string {
		w.logIn()
		return w.settle(`passport.ready().then(() => passportLogout(` + js(`%s`, w.provided(method, nil)) + `))`)
	}
}

func returnsFromProvider(method string) func(*world) string {
	return func(w *world) string {
		w.logIn()
		config := w.provided(method, map[string]any{"logoutMode": "redirect", "logoutRedirectUri": w.app + "/bye"})
		w.page.script(inATask(js(`passport.ready().then(() => passportLogout(%s, { appState: "its own state" }))`, config)))
		w.arrives("/bye")
		found := evaluate[string](w.t, w.page, `passport.handleLogoutRedirect().then(({ state, appState }) => state + ", " + appState)`)
		return found + ", " + w.truth()
	}
}
