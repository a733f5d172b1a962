package e2e

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// mutate makes a URL of known ones, as JavaScript. The characters are those
// that parsers of URLs disagree about.
const mutate = `const special = ["/", "\\", "//", ":", "@", "#", "?", ".", "%", "%2f", "%5c", "%40", "%00", "%0a", "&", "=", ";", "[", "]", "\t", "\n", "\r", " ", "\0", "\x01", "\x7f",
	"\u3002", "\uff0f", "\uff1a", "\uff20", "\u2028", "\u200b", "\u00ad", "\ufeff", "\ud800", "\u0430", "0x", "127.1", "evil.test", "http:", "https:", "javascript:", "blob:", "//evil.test", "user:secret@"];
const mutations = [
	(s, at) => s.slice(0, at) + pick(special) + s.slice(at),
	(s, at) => s.slice(0, at) + pick(special) + s.slice(at + 1),
	(s, at) => s.slice(0, at) + s.slice(at + 1 + below(4)),
	(s, at) => s.slice(0, at) + pick(corpus).slice(below(12)),
	(s, at) => s.slice(0, at) + "%" + (s.charCodeAt(at) & 255).toString(16).padStart(2, "0") + s.slice(at + 1),
	(s, at) => s.slice(0, at) + s.slice(at).toUpperCase(),
	(s) => pick(special) + s,
	(s) => s + pick(special) + pick(corpus),
];
const mutated = () => {
	let url = pick(corpus);
	for (let n = below(4); n > 0; n--) url = pick(mutations)(url, below(url.length + 1));
	return url;
};
`

// judgeURLs decides about many URLs, and holds each decision against what the
// browser does with the same text: an anchor in a document that has no base,
// and a navigation of an iframe. What is refused must be navigated to nowhere.
const judgeURLs = `(async (seed, config, corpus, rounds) => {
	` + random + mutate + `
	const wrong = [], anchor = document.implementation.createHTMLDocument().createElement("a"), visited = [];
	const user = new passport.Passport(config);
	const say = (raw, ...what) => wrong.push(JSON.stringify(raw) + " " + what.join(" "));
	for (let i = 0; i < rounds; i++) {
		const raw = mutated() || " ";
		anchor.href = raw;
		const safe = anchor.origin === origin && anchor.protocol === location.protocol && !anchor.username && !anchor.password;
		let returnTo;
		try {
			const other = new passport.Passport({ ...config, logoutRedirectUri: raw });
			returnTo = new URL(await other.getLogoutUrl()).searchParams.get("returnTo");
			other.close();
		} catch (e) {
			if (e.code !== "unsafe_url") say(raw, "threw", e);
		}
		if ((returnTo !== undefined) !== safe) say(raw, "was", returnTo, "and leads to", anchor.href);
		else if (safe) {
			if (new URL(returnTo).href !== anchor.href) say(raw, "became", returnTo, "instead of", anchor.href);
			if (visited.push(returnTo) > 8) continue;
			const frame = Object.assign(document.createElement("iframe"), { sandbox: "allow-same-origin", src: returnTo });
			await new Promise((resolve) => { frame.onload = resolve; document.documentElement.append(frame) });
			let at = "elsewhere";
			try { at = frame.contentWindow.location.origin } catch {}
			if (at !== origin) say(raw, "took an iframe to", at);
			frame.remove();
		} else {
			const code = await user.logout({ mode: "redirect", logoutRedirectUri: raw }).then(() => "fulfilled", (e) => e.code);
			if (code !== "unsafe_url") say(raw, "as an option:", code);
		}
	}
	user.close();
	return { wrong, visited: visited.length };
})`

func TestFuzzURLs(t *testing.T) {
	t.Parallel()
	visited := 0
	fuzz(t, nil, func(seed uint32) []string {
		s := newSite(t, sameSite)
		p := newTab(t, thirdPartyBlocked)
		p.expectConsole("Failed to load resource")
		p.expectConsole("sandboxed")
		p.open(s.app + "/")
		eval[any](p, `passport.ready()`)
		corpus := append(hostileURLs(s.app), s.app, s.app+"/", s.app+"/silent-logout", s.app+"/silent-logout?a=b#c", s.app+"/a/../b")

		got := eval[struct {
			Wrong   []string
			Visited int
		}](p, judgeURLs+js(`(%s, %s, %s, 100)`, seed, s.config(nil), corpus))

		visited += got.Visited
		assert.Empty(t, s.idp.Requests("/v2/logout"), "seed %d", seed)
		return got.Wrong
	})
	assert.NotZero(t, visited, "no URL was accepted")
}
