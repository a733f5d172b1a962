package e2e

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// When the page is idle the program rehearses a logout, of which nobody may see
// anything but its entry in the profiler.
func TestTheRehearsalShowsNothing(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	s.pages["/"] = document("Application", `<script src="/watch.js"></script>`) + `<script src="/dist/passport.js"></script>`
	s.mux.HandleFunc("/watch.js", script(`
		window.seen = [];
		new MutationObserver((changes) => seen.push("document")).observe(document, { childList: true, subtree: true, attributes: true });
		for (const type of ["message", "storage", "pagehide"]) addEventListener(type, () => seen.push(type));
		cookieStore.onchange = () => seen.push("cookie");
		navigation.onnavigate = () => seen.push("navigate");
		new BroadcastChannel("passport.logout").onmessage = () => seen.push("channel");
		window.rehearsed = new Promise((resolve) => new PerformanceObserver((list) => list.getEntriesByName("passport:rehearsal").length && resolve())
			.observe({ type: "measure", buffered: true }));
		addEventListener("DOMContentLoaded", () => setTimeout(() => (seen.length = 0)));`))
	other := newTab(t, thirdPartyBlocked)
	p := other.sibling()
	p.globals = append(p.globals, "seen", "rehearsed")
	other.open(s.app + "/blank")
	p.open(s.app + "/")
	p.start(js(`new passport.Passport(%s).addEventListener("loggedOut", () => seen.push("loggedOut"))`, s.config(nil)))

	seen := eval[[]string](p, `rehearsed.then(() => new Promise((f) => setTimeout(f))).then(() => seen)`)

	assert.Empty(t, seen)
	assert.Zero(t, eval[int](other, `localStorage.length`))
	assert.Empty(t, eval[string](other, `document.cookie`))
	assert.Empty(t, s.idp.Requests(""))
}
