package e2e

import (
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/stretchr/testify/assert"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

// An auth domain that has been taken over: its page in the iframe tries to get
// out of it, and tells the parent what it got.
const escapes = `<a id="top" href="https://evil.test/" target="_top">top</a><a id="new" href="https://evil.test/" target="_blank">new</a>
<a id="file" href="/x" download="x">file</a><form id="form" action="https://evil.test/" target="_top"></form><script>
	const got = [];
	const attempt = (name, f) => { try { if (f()) got.push(name) } catch {} };
	attempt("replace", () => { top.location.replace("https://evil.test/"); return false });
	attempt("assign", () => { parent.location = "https://evil.test/"; return false });
	attempt("links", () => ["top", "new", "file"].forEach((id) => document.getElementById(id).click()));
	attempt("form", () => document.getElementById("form").submit());
	attempt("popup", () => open("https://evil.test/"));
	attempt("dialogs", () => { alert("x"); return confirm("x") || prompt("x") });
	attempt("print", () => print());
	attempt("document", () => parent.document);
	attempt("frame element", () => frameElement);
	attempt("storage", () => parent.localStorage);
	attempt("features", () => ["geolocation", "camera", "clipboard-read", "fullscreen"].some((f) => document.featurePolicy.allowsFeature(f)));
	attempt("referrer", () => document.referrer);
	attempt("fullscreen", () => (document.documentElement.requestFullscreen().catch(() => {}), document.fullscreenElement));
	attempt("history", () => { history.go(-9); return false });
	parent.postMessage({ got }, "*");
</script>`

func TestAttackByThePageInTheFrame(t *testing.T) {
	t.Parallel()
	inEveryMoment(t, func(t *testing.T, m moment) {
		s := newSite(t, sameSite)
		v := attackedIn(t, s, m)
		v.tab.globals = append(v.tab.globals, "got")
		v.tab.expectConsole("sandbox")
		v.tab.expectConsole("Blocked")
		v.tab.expectConsole("Permissions policy violation")
		s.idp.SetFault("/v2/logout", authdomain.Fault{Body: document("Evil", escapes)})
		dialogs := make(chan string, 8)
		observe(v.tab, page.JavascriptDialogOpening, func(e page.EventJavascriptDialogOpening) { dialogs <- e.Message })

		got := v.during(js(`((config) => {
			addEventListener("message", ({ data }) => (window.got = data.got), { once: true });
			return passportLogout(config);
		})(%s)`, v.limited()), `window.got`)

		v.refused("escapes", got, "idp_did_not_return")
		assert.Empty(t, eval[[]string](v.tab, `window.got`), "what the page in the frame got")
		assert.Equal(t, s.app+"/", v.tab.location())
		assert.Equal(t, "Application", eval[string](v.tab, `document.title`))
		assert.Empty(t, dialogs)
		s.idp.SetFault("/v2/logout", noFault)
		v.logsOutAsEver("escapes")
	})
}
