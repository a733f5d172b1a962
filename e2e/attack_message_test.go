package e2e

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

// shape is the message of a callback page, as JavaScript.
const shape = `{ source: "oidc-client", url: origin, keepOpen: false }`

// forgeries are ways to send the right message wrongly. Each is the body of a
// function of the page, while a logout waits: frame is the module's iframe, old
// that of an earlier logout, evil another origin, add opens a page in a new
// iframe, and heard resolves when the page has heard a message.
var forgeries = map[string]string{
	"the page itself":            `postMessage(message, origin); await heard`,
	"the page itself, to all":    `postMessage(message, "*"); await heard`,
	"a synthetic event":          `dispatchEvent(new MessageEvent("message", { data: message, origin, source: frame.contentWindow }))`,
	"an event that claims":       `dispatchEvent(Object.defineProperties(new Event("message"), { data: { value: message }, origin: { value: origin }, source: { value: frame.contentWindow } }))`,
	"an event heard before":      `postMessage(message, origin); const event = await heard; await new Promise((r) => setTimeout(r)); Object.defineProperty(event, "source", { value: frame.contentWindow }); dispatchEvent(event)`,
	"a sibling of this origin":   `add("/sender"); await heard`,
	"a sibling of another one":   `add(evil + "/sender?" + origin); await heard`,
	"a sibling that looks alike": `frame.after(Object.assign(frame.cloneNode(), { src: "/sender" })); await heard; frame.nextSibling.remove()`,
	"the frame of an earlier":    `document.documentElement.append(old), old.src = "/sender"; await heard`,
	"a broadcast":                `new BroadcastChannel("passport.logout").postMessage(message)`,
	"a broadcast, as text":       `new BroadcastChannel("passport.logout").postMessage(JSON.stringify(message))`,
	"a message port":             `(({ port1, port2 }) => (port1.start(), port2.postMessage(message)))(new MessageChannel())`,
	"storage":                    `localStorage.setItem("oidc-client", JSON.stringify(message))`,
	"a synthetic load":           `frame.dispatchEvent(new Event("load"))`,
	"a synthetic violation":      `document.dispatchEvent(new SecurityPolicyViolationEvent("securitypolicyviolation", { blockedURI: origin, effectiveDirective: "frame-src" }))`,
}

// A sender posts the message to its parent or opener.
func (s *site) addSender() {
	s.pages["/sender"] = document("Sender", `<script src="/sender.js"></script>`)
	s.mux.HandleFunc("/sender.js", script(`((to) => (parent === window ? opener : parent).postMessage({ source: "oidc-client", url: to, keepOpen: false }, to))
		(decodeURIComponent(location.search.slice(1)) || location.origin)`))
}

// forged starts a logout that nothing answers, forges, and tells how it ended.
func (u *user) forged(evil, forgery string) outcome {
	u.tab.t.Helper()
	return settle(u.tab, js(`(async (config, evil) => {
		const frames = [], message = `+shape+`;
		const add = (src) => (frames.push(Object.assign(document.createElement("iframe"), { src })), document.documentElement.append(frames.at(-1)));
		const heard = new Promise((resolve) => addEventListener("message", resolve, { once: true }));
		const first = passportLogout({ ...config, silentTimeoutMs: 200 });
		const old = document.querySelector("iframe");
		await first.catch(() => {});
		await new Promise((r) => setTimeout(r)); // the first iframe goes
		const flight = passportLogout({ ...config, silentTimeoutMs: 1200 });
		const frame = document.querySelector("iframe");
		frames.push(old);
		`+forgery+`;
		return flight.finally(() => frames.forEach((f) => f.remove()));
	})(%s, %s)`, u.site.config(nil), evil))
}

func TestAttackByForgedMessages(t *testing.T) {
	t.Parallel()
	evil := newSite(t, crossSite)
	evil.addSender()
	s := newSite(t, sameSite)
	s.csp = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' " + s.auth + "; frame-src *"
	s.addSender()
	u := attacked(t, s)
	s.idp.SetFault("/v2/logout", hang)
	for name, forgery := range forgeries {
		u.again()

		got := u.forged(evil.app, forgery)

		assert.Equal(t, "timeout", got.Code, "%s: %s", name, got.Message)
		require.NotNil(t, got.Receipt, name)
		assert.NotEqual(t, "ended", got.Receipt.IDP.Status, name)
		assert.False(t, u.stored(), name)
		assert.True(t, u.passportAlive(), name)
	}
	s.idp.SetFault("/v2/logout", authdomain.Fault{})
	u.logsOutAsEver("forged messages")
}

// The window that opened the page is not the page's iframe either.
func TestAttackByTheOpener(t *testing.T) {
	t.Parallel()
	s, evil := newSite(t, sameSite), newSite(t, crossSite)
	s.idp.SetFault("/v2/logout", hang)
	p := newTab(t, thirdPartyBlocked)
	u := s.logIn(p, clientID)
	s.mux.HandleFunc("/victim.js", script(js(`addEventListener("message", ({ data }) => data === "start" && passportLogout(%s, { timeoutMs: 1500 }).then(
		() => opener.postMessage("fooled", "*"), (e) => opener.postMessage(e.code, "*")));
		passport.ready().then(() => opener.postMessage("ready", "*"));`, s.config(nil))))
	s.pages["/victim"] = document("Victim", `<script src="/dist/passport.js"></script><script src="/victim.js"></script>`)
	p.open(evil.app + "/blank")

	got := eval[string](p, js(`new Promise((resolve) => {
		const victim = open(%s);
		addEventListener("message", ({ data }) => {
			if (data !== "ready") return victim.close(), resolve(data);
			victim.postMessage("start", "*");
			for (let i = 0; i < 100; i++) victim.postMessage({ source: "oidc-client", url: %s, keepOpen: false }, "*");
		});
	})`, s.app+"/victim", s.app))

	assert.Equal(t, "timeout", got)
	p.open(s.app + "/")
	assert.False(t, u.stored())
	assert.True(t, u.passportAlive())
}

// In the right frame, a page of another origin is not the callback page, and
// neither is the callback page in a frame of that page.
func TestAttackFromTheRightFrame(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]func(s *site) string{
		"wrong origin": func(s *site) string {
			return js(`<script>for (let i = 0; i < 200; i++) parent.postMessage({ source: "oidc-client", url: %s, keepOpen: false }, "*")</script>`, s.app)
		},
		"wrong origin in the name of the callback": func(s *site) string {
			return js(`<script>const a = Object.assign(new MessageChannel().port1); parent.postMessage({ source: "oidc-client", origin: %s, url: %s, isTrusted: true }, "*", [a])</script>`, s.app, s.app)
		},
		"callback page in a frame of its": func(s *site) string { return `<iframe src="` + s.app + `/silent-logout"></iframe>` },
		"opaque origin": func(s *site) string {
			return `<iframe sandbox="allow-scripts" srcdoc="<script>top.postMessage({ source: 'oidc-client', url: 'x', keepOpen: false }, '*')</script>"></iframe>`
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			u := attacked(t, s)
			s.idp.SetFault("/v2/logout", authdomain.Fault{Body: document("Auth domain", body(s))})

			got := settle(u.tab, js(`passportLogout(%s)`, s.config(nil)))

			assert.Equal(t, "idp_did_not_return", got.Code, got.Message)
			assert.False(t, u.stored())
			assert.True(t, u.passportAlive())
			s.idp.SetFault("/v2/logout", authdomain.Fault{})
			u.logsOutAsEver(name)
		})
	}
}
