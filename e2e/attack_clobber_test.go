package e2e

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// clobbered are names that an element with that name or id takes over: of the
// document's properties, and of what is missing on the window.
var clobbered = strings.Fields(`createElement documentElement body head currentScript cookie URL baseURI referrer readyState
	visibilityState hidden defaultView location querySelector getElementById addEventListener removeEventListener append
	hasStorageAccess requestStorageAccess scripts forms images domain origin activeElement
	Go fs process path self window parent top frameElement opener localStorage sessionStorage crypto performance navigator history fetch
	navigation reportError requestIdleCallback setTimeout URLSearchParams BroadcastChannel indexedDB
	passport passportLogout logoutSilentCallback config host adopt exports goGlobal VERSION WASM_VERSION WASM_INTEGRITY`)

// Markup that an attacker may inject where scripts are filtered out.
func TestAttackByDOMClobbering(t *testing.T) {
	t.Parallel()
	for element, markup := range map[string]string{
		"img":    `<img name="NAME" id="NAME">`,
		"form":   `<form name="NAME" id="NAME"><input name="call"><input name="get"><input name="apply"><input name="src" value="https://evil.test/"></form>`,
		"object": `<object name="NAME" id="NAME"></object>`,
		"a":      `<a id="NAME" href="https://evil.test/x.js"></a><a id="NAME" name="src" href="https://evil.test/x.js"></a>`,
		"embed":  `<embed name="NAME">`,
	} {
		for where, script := range map[string]string{"classic script": `<script src="/dist/passport.js"></script>`, "module": ``} {
			t.Run(element+", "+where, func(t *testing.T) {
				t.Parallel()
				inEveryMoment(t, func(t *testing.T, m moment) { clobbers(t, m, element, markup, script) })
			})
		}
	}
}

func clobbers(t *testing.T, m moment, element, markup, script string) {
	s := newSite(t, sameSite)
	body := ""
	for _, name := range clobbered {
		body += strings.ReplaceAll(markup, "NAME", name)
	}
	s.pages["/clobbered"] = document("Clobbered", body+script)
	s.pages["/silent-logout"] = strings.Replace(callbackPage, "<script", body+"<script", 1)
	v := s.victim(t, m)
	v.tab.open(s.app + "/clobbered")
	module := `window`
	if script == "" {
		module = `import("/dist/passport.module.js")`
	}
	v.waitFor(`(async () => (await ` + module + `).passport)()`)

	got := v.during(js(`(async (config) => (await `+module+`).passportLogout(config))(%s)`, s.config(nil)), "")

	v.endedBoth(element, got)
	require.Len(t, s.idp.Requests("/v2/logout"), 1)
	assert.Equal(t, s.app+"/silent-logout", s.idp.Requests("/v2/logout")[0].Query.Get("returnTo"))
	// The check at the end of each test uses the document, too.
	eval[any](v.tab, `void Document.prototype.querySelectorAll.call(document, "[name], [id]").forEach((e) => e.remove())`)
}
