package e2e

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

// shape is the message of a callback page, as JavaScript.
const shape = `{ source: "oidc-client", url: origin, keepOpen: false }`

// claims is a listener of the page that gives a trusted event another source.
const claims = `addEventListener("message", (event) => Object.defineProperties(event, { source: { value: frame.contentWindow }, origin: { value: origin } }), { once: true, capture: true });`

// forgeries are ways to send the right message wrongly. Each is the body of a
// function of the page, while a logout waits: frame is the module's iframe, old
// that of an earlier logout, evil another origin, add opens a page in a new
// iframe, and heard tells when the page has heard a message.
var forgeries = map[string]string{
	"the page itself":            `postMessage(message, origin); await heard()`,
	"the page itself, to all":    `postMessage(message, "*"); await heard()`,
	"the page itself, renamed":   claims + `postMessage(message, origin); await heard()`,
	"an iframe that claims":      `Object.defineProperty(frame, "contentWindow", { value: window }); postMessage(message, origin); await heard()`,
	"a synthetic event":          `dispatchEvent(new MessageEvent("message", { data: message, origin, source: frame.contentWindow }))`,
	"an event of no message":     `dispatchEvent(new Event("message")); dispatchEvent(new CustomEvent("message", { detail: message }))`,
	"an event that claims":       `dispatchEvent(Object.defineProperties(new Event("message"), { data: { value: message }, origin: { value: origin }, source: { value: frame.contentWindow } }))`,
	"an event heard before":      `postMessage(message, origin); const event = await heard(); await new Promise((r) => setTimeout(r)); Object.defineProperty(event, "source", { value: frame.contentWindow }); dispatchEvent(event)`,
	"a sibling of this origin":   `add("/sender"); await heard()`,
	"a sibling of another one":   `add(evil + "/sender?" + origin); await heard()`,
	"a sibling, renamed":         claims + `add("/sender"); await heard()`,
	"a foreign one, renamed":     claims + `add(evil + "/sender?" + origin); await heard()`,
	"a sibling that looks alike": `frame.after(Object.assign(frame.cloneNode(), { src: "/sender" })); await heard(); frame.nextSibling.remove()`,
	"the frame of an earlier":    `document.documentElement.append(old), old.src = "/sender"; await heard()`,
	"a broadcast":                `new BroadcastChannel("passport.logout").postMessage(message)`,
	"a broadcast, as text":       `new BroadcastChannel("passport.logout").postMessage(JSON.stringify(message))`,
	"a message port":             `(({ port1, port2 }) => (port1.start(), port2.postMessage(message)))(new MessageChannel())`,
	"storage":                    `localStorage.setItem("oidc-client", JSON.stringify(message))`,
	"a synthetic load":           `frame.dispatchEvent(new Event("load")); frame.dispatchEvent(new Event("commit"))`,
	"a synthetic violation":      `document.dispatchEvent(new SecurityPolicyViolationEvent("securitypolicyviolation", { blockedURI: origin, effectiveDirective: "frame-src" }))`,
}

// A sender posts the message to its parent or opener.
func (s *site) addSender() {
	s.pages["/sender"] = document("Sender", `<script src="/sender.js"></script>`)
	s.mux.HandleFunc("/sender.js", script(`((to) => (parent === window ? opener : parent).postMessage({ source: "oidc-client", url: to, keepOpen: false }, to))
		(decodeURIComponent(location.search.slice(1)) || location.origin)`))
}

// forge starts a logout of its own client for each forgery, of which nothing
// answers any, and forges one after the other.
func (v *victim) forge(evil string) map[string]outcome {
	v.tab.t.Helper()
	v.tab.globals = append(v.tab.globals, "forged")
	var attacks []string
	for name, forgery := range forgeries {
		attacks = append(attacks, js(`[%s, async ({ frame, old, evil, message, add, heard }) => {`, name)+forgery+`}]`)
	}
	v.begin(js(`(async (config, evil, forgeries) => {
		const frames = [], message = `+shape+`;
		const add = (src) => (frames.push(Object.assign(document.createElement("iframe"), { src })), document.documentElement.append(frames.at(-1)));
		const heard = () => new Promise((resolve) => addEventListener("message", resolve, { once: true }));
		const first = passportLogout({ ...config, silentTimeoutMs: 200 });
		const old = document.querySelector("iframe");
		await first.catch(() => {});
		await new Promise((r) => setTimeout(r)); // the first iframe goes
		frames.push(old);
		const flights = forgeries.map(([name], i) => {
			const clientId = config.clientId + i, key = "oidc.user:" + config.overrides.authenticationDomain + ":" + clientId;
			localStorage.setItem(key, "{}");
			return passportLogout({ ...config, clientId, silentTimeoutMs: 5000 })
				.then((receipt) => ({ receipt }), ({ code, message, receipt }) => ({ code, message, receipt }))
				.then((outcome) => [name, localStorage.getItem(key) === null ? outcome : { message: "it is stored" }]);
		});
		try {
			for (const [i, [, forge]] of forgeries.entries()) {
				const frame = Array.from(document.querySelectorAll("iframe")).find((f) => f.src.includes("client_id=" + config.clientId + i + "&"));
				await forge({ frame, old, evil, message, add, heard });
			}
		} finally {
			window.forged = true;
		}
		return Promise.all(flights).finally(() => frames.forEach((f) => f.remove())).then(Object.fromEntries);
	})(%s, %s, `, v.site.config(nil), evil)+`[`+strings.Join(attacks, ",\n")+`])`, `window.forged`)
	return eval[map[string]outcome](v.tab, `flight`)
}

func TestAttackByForgedMessages(t *testing.T) {
	t.Parallel()
	inEveryMoment(t, func(t *testing.T, m moment) {
		evil := newSite(t, crossSite)
		evil.addSender()
		s := newSite(t, sameSite)
		s.csp = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' " + s.auth + "; frame-src *"
		s.addSender()
		v := attackedIn(t, s, m)
		s.idp.SetFault("/v2/logout", hang)

		got := v.forge(evil.app)

		require.Len(t, got, len(forgeries))
		for name, outcome := range got {
			v.refused(name, outcome, "timeout")
			assert.NotEmpty(t, outcome.Code, name) // also without the program
		}
		s.idp.SetFault("/v2/logout", noFault)
		v.logsOutAsEver("forged messages")
	})
}

// The window that opened the page is not the page's iframe either.
func TestAttackByTheOpener(t *testing.T) {
	t.Parallel()
	inEveryMoment(t, func(t *testing.T, m moment) {
		s, evil := newSite(t, sameSite), newSite(t, crossSite)
		s.idp.SetFault("/v2/logout", hang)
		p := newTab(t, thirdPartyBlocked)
		u := s.logIn(p, clientID)
		arrive, waits := s.at(m), `Promise.resolve()`
		s.onVisit = func(path string) {
			if path == logoutPath {
				arrive()
			}
		}
		switch m {
		case programReady:
			waits = `passport.ready()`
		case programLate:
			waits = `(` + patient + `, Promise.resolve())`
		}
		p.expectConsole("404")
		s.mux.HandleFunc("/victim.js", script(js(`addEventListener("message", ({ data }) => data === "start" && passportLogout(%s, { timeoutMs: 4000 }).then(
			() => opener.postMessage("fooled", "*"), (e) => opener.postMessage(e.code, "*")));
			`+waits+`.then(() => opener.postMessage("ready", "*"));`, s.config(nil))))
		s.pages["/victim"] = document("Victim", `<script src="/dist/passport.js"></script><script src="/victim.js"></script>`)
		p.open(evil.app + "/blank")

		got := evalAsUser[string](p, js(`new Promise((resolve) => {
			const victim = open(%s);
			addEventListener("message", ({ data }) => {
				if (data !== "ready") return victim.close(), resolve(data);
				victim.postMessage("start", "*");
				for (let i = 0; i < 100; i++) victim.postMessage({ source: "oidc-client", url: %s, keepOpen: false }, "*");
			});
		})`, s.app+"/victim", s.app))

		assert.Equal(t, map[moment]string{programReady: "timeout", programLate: "timeout", programNever: "engine_failed"}[m], got)
		p.open(s.app + "/")
		assert.False(t, u.stored())
		assert.True(t, u.passportAlive())
	})
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
			inEveryMoment(t, func(t *testing.T, m moment) {
				s := newSite(t, sameSite)
				v := attackedIn(t, s, m)
				v.tab.globals = append(v.tab.globals, "loaded")
				s.idp.SetFault("/v2/logout", authdomain.Fault{Body: document("Auth domain", body(s))})

				got := v.during(js(`((flight) => {
					document.querySelector("iframe").addEventListener("load", () => (window.loaded = true), { once: true });
					return flight;
				})(passportLogout(%s))`, v.limited()), `window.loaded`)

				v.refused(name, got, "idp_did_not_return")
				s.idp.SetFault("/v2/logout", noFault)
				v.logsOutAsEver(name)
			})
		})
	}
}
