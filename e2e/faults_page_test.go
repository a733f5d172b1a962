package e2e

import "net/http"

// What the page that logs out is like.
var pageFaults = []fault{
	{
		name: "no body", setUp: prepared(`document.body?.remove()`),
		redirect: returning, silent: ended,
	},
	{
		name:   "another script removes the iframe",
		setUp:  all(answers(logoutPath, hang), removesFrames),
		silent: want{rejects("frame_removed"), alive},
	},
	removedOnce("another script removes the iframe once", `document.querySelector("iframe").remove()`),
	removedOnce("another script replaces the document", `document.documentElement.replaceWith(document.createElement("html"))`),
	{
		name:     "frame-src without the auth domain",
		setUp:    func(sc *scene) { frameSources(sc, "'self'") },
		redirect: returning, silent: want{rejects("csp_blocked"), alive}, fallback: returning,
	},
	{
		name:     "frame-src without the callback",
		setUp:    func(sc *scene) { frameSources(sc, sc.auth) },
		redirect: returning, silent: want{rejects("csp_blocked"), dead}, fallback: returning,
	},
	{
		name: "COEP require-corp", setUp: headed("Cross-Origin-Embedder-Policy", "require-corp"),
		redirect: returning, silent: want{rejects("frame_blocked"), dead}, fallback: returning,
	},
	{
		name: "COEP credentialless", setUp: headed("Cross-Origin-Embedder-Policy", "credentialless"),
		redirect: returning, silent: want{rejects("frame_blocked"), dead}, fallback: returning,
	},
	{
		name: "COOP same-origin", setUp: headed("Cross-Origin-Opener-Policy", "same-origin"),
		redirect: returning, silent: ended,
	},
	{
		name: "Document-Isolation-Policy", setUp: headed("Document-Isolation-Policy", "isolate-and-require-corp"),
		redirect: returning, silent: ended,
	},
	{
		name: "Referrer-Policy unsafe-url", setUp: headed("Referrer-Policy", "unsafe-url"),
		redirect: returning, silent: ended,
	},
	{
		name: "an opaque origin (CSP sandbox)",
		// Neither the program nor the callback page's message comes there.
		setUp: all(within(1000), func(sc *scene) {
			sc.header.Set("Content-Security-Policy", "sandbox allow-scripts")
			sc.revokes, sc.last = false, true
			sc.expect("CORS policy", "net::ERR", "postMessage")
		}),
		keeps:    everyMoment,
		redirect: returning, silent: want{rejects("engine_failed"), alive}, fallback: returning,
	},
	{
		name: "framed by a page of this origin", setUp: framed(``),
		redirect: returning, silent: want{resolves("unverified"), dead}, fallback: returning,
	},
	{
		name:     "framed, in a sandbox",
		setUp:    all(framed(`sandbox="allow-scripts allow-same-origin"`), expecting("Unsafe attempt to initiate navigation")),
		redirect: want{rejects("navigation_blocked"), alive}, silent: want{resolves("unverified"), dead},
	},
	{
		name: "the frames and messages of another script",
		setUp: prepared(`new Promise((resolve) => {
			const frame = document.createElement("iframe");
			frame.onload = () => {
				postMessage({ source: "oidc-client", url: location.href, keepOpen: false }, location.origin);
				resolve();
			};
			frame.src = "/silent-logout";
			document.body.append(frame);
		})`),
		redirect: returning, silent: ended,
	},
}

// removedOnce is a change of the page that takes the iframe with it, which the
// program opens once more, as the stand-in does not.
func removedOnce(name, code string) fault {
	return fault{
		name: name,
		setUp: once(all(answers(logoutPath, hang), func(sc *scene) {
			sc.lifts = append(sc.lifts, func() { eval[any](sc.tab, `void (`+code+`)`) })
		})),
		silent: ended, fallback: returning,
		differs: map[situation]want{
			{"silent", programNever}:   {rejects("engine_failed"), alive},
			{"fallback", programReady}: ended,
			{"fallback", programLate}:  ended,
		},
	}
}

// removesFrames takes away every iframe.
func removesFrames(sc *scene) {
	sc.tab.globals = append(sc.tab.globals, "removing")
	scripted(`(window.removing = new MutationObserver(() => document.querySelector("iframe")?.remove()))
		.observe(document.documentElement, { childList: true }), document.querySelector("iframe").remove()`)(sc)
	sc.lifts = append(sc.lifts, func() { eval[any](sc.tab, `void removing.disconnect()`) })
}

// scripted runs in the page once the auth domain has been asked.
func scripted(code string) func(*scene) {
	return meanwhile(func(sc *scene) { eval[any](sc.tab, `void (`+code+`)`) })
}

// frameSources is a policy of the page, which cannot be lifted within it.
func frameSources(sc *scene, sources string) {
	sc.csp = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' " + sc.auth + "; frame-src " + sources
	sc.expect("Content Security Policy")
	sc.redirectsNext()
}

// headed is a header of the page.
func headed(name, value string) func(*scene) {
	return all(expecting("net::ERR_BLOCKED_BY_RESPONSE"), redirectsNext, func(sc *scene) { sc.header.Set(name, value) })
}

// framed puts the page that logs out into an iframe.
func framed(attributes string) func(*scene) {
	return func(sc *scene) {
		sc.override("/frame", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			_, _ = w.Write([]byte(document("Frame", `<iframe `+attributes+` src="/app"></iframe>`)))
		})
		sc.path, sc.view = "/frame", "frames[0]"
		sc.next.mode, sc.next.outcome = "silent", resolves("unverified")
	}
}
