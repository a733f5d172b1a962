package e2e

import (
	"encoding/json"
	"fmt"
	"sync"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// eavesdrop is a script that hears whatever a page can hear of a logout: every
// message, event, error and entry. What it heard survives in session storage.
const eavesdrop = `(() => {
	const kept = JSON.parse(sessionStorage.getItem("heard") ?? "[]");
	const hear = (what, ...values) => {
		kept.push(what + " " + values.map(text).join(" "));
		sessionStorage.setItem("heard", JSON.stringify(kept));
	};
	const seen = new Set();
	const text = (value) => {
		if (Object(value) !== value || seen.has(value)) return String(value);
		seen.add(value);
		const names = new Set(Object.getOwnPropertyNames(value));
		if (value instanceof Error) ["name", "message", "stack", "cause", "receipt", "code"].forEach((n) => names.add(n));
		return [...names].map((n) => n + "=" + text(value[n])).join(" ");
	};
	addEventListener("message", (e) => hear("message", e.data, e.origin));
	addEventListener("error", (e) => hear("error", e.message, e.error));
	addEventListener("unhandledrejection", (e) => hear("rejection", e.reason));
	document.addEventListener("securitypolicyviolation", (e) => hear("violation", e.blockedURI, e.documentURI, e.sample));
	new BroadcastChannel("passport.logout").onmessage = (e) => hear("channel", e.data);
	new PerformanceObserver((list) => list.getEntries().forEach((e) => hear(e.entryType, JSON.stringify(e), text(e.detail)))).observe({ entryTypes: PerformanceObserver.supportedEntryTypes });
	addEventListener("pagehide", () => hear("entries", JSON.stringify(performance.getEntries()), location.href, document.referrer, JSON.stringify(history.state)));
	new MutationObserver((records) => records.forEach((r) => r.addedNodes.forEach((n) => hear("node", n.outerHTML)))).observe(document, { childList: true, subtree: true });
	for (const level of ["log", "info", "warn", "error", "debug"]) console[level] = (...values) => hear("console", ...values);
	window.hear = hear;
})();`

// requested collects what the tab's requests show to servers on the way: URLs
// and headers, but not the body of the revocation, which is the token's place.
func (p *tab) requested() func() []string {
	var mu sync.Mutex
	var heard []string
	add := func(text string) {
		mu.Lock()
		defer mu.Unlock()
		heard = append(heard, text)
	}
	_, err := chromedp.Call(p.ctx, network.Enable, network.EnableParams{})
	require.NoError(p.t, err)
	observe(p, network.RequestWillBeSent, func(e network.EventRequestWillBeSent) {
		add(fmt.Sprint("request ", e.Request.URL, " ", e.Request.Headers, " ", e.DocumentURL))
	})
	observe(p, runtime.ConsoleAPICalled, func(e runtime.EventConsoleAPICalled) {
		data, _ := json.Marshal(e.Args)
		add("console " + string(data))
	})
	return func() []string {
		mu.Lock()
		defer mu.Unlock()
		return append([]string(nil), heard...)
	}
}

// observe calls f with every event of a tab.
func observe[E any](p *tab, event cdp.Event[E], f func(E)) {
	events := chromedp.Events(p.ctx, event)
	go func() {
		for e, err := range events {
			if err != nil {
				return
			}
			f(e)
		}
	}()
}
