package e2e

import (
	"context"
	"net/http"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// What keeps the page from being left, or leaves it too early.
var leavingFaults = []fault{
	{
		name:     "reloaded in the middle",
		setUp:    all(answers(logoutPath, hang), goes(`location.reload()`)),
		redirect: want{reloads, alive}, silent: want{reloads, alive},
	},
	{
		name:     "another navigation in the middle",
		setUp:    all(answers(logoutPath, hang), goes(`location.assign("/redirect")`)),
		redirect: want{moves, alive}, silent: want{moves, alive},
	},
	{
		name: "another navigation in the middle, and Back",
		setUp: all(answers(logoutPath, hang), goes(`location.assign("/redirect")`), func(sc *scene) {
			sc.arrived = func(what string) {
				if what == moves {
					sc.tab.start(`setTimeout(() => history.back())`)
				}
			}
		}),
		redirect: want{reloads, alive}, silent: want{reloads, alive},
	},
	{
		name: "tab closed in the middle",
		setUp: all(answers(logoutPath, hang), meanwhile(func(sc *scene) {
			sc.reports = nil
			ctx, cancel := context.WithCancel(sc.tab.ctx)
			_, err := chromedp.Call(ctx, page.Close, cdp.Empty{})
			require.NoError(sc.t, err)
			cancel()
			sc.tab.ctx = ctx
		})),
		redirect: want{closed, alive}, silent: want{closed, alive},
	},
	{
		name: "stopped by the user",
		setUp: all(answers(logoutPath, hang), meanwhile(func(sc *scene) {
			_, err := chromedp.Call(sc.tab.ctx, page.StopLoading, cdp.Empty{})
			require.NoError(sc.t, err)
		})),
		redirect: want{rejects("navigation_blocked"), alive},
	},
	{
		name: "beforeunload, and the user stays", setUp: remains,
		redirect: want{rejects("navigation_blocked"), alive}, silent: ended,
	},
	{
		name: "cancelled by the Navigation API",
		setUp: all(prepared(`void (navigation.onnavigate = (e) => e.preventDefault())`), func(sc *scene) {
			sc.lifts = append(sc.lifts, func() { eval[any](sc.tab, `void (navigation.onnavigate = null)`) })
		}),
		redirect: want{rejects("navigation_blocked"), alive}, silent: ended,
	},
	{
		name:   "the main thread is blocked past the time limit",
		setUp:  all(within(5000), blocking(5200*time.Millisecond)),
		silent: ended, moments: notLate,
	},
}

// goes leaves the page in another way once the auth domain has been asked. It
// is the other tab that gives the sign, since the browser holds back what a
// test tells a page that is being left. What the page says in parting nobody
// hears.
func goes(code string) func(*scene) {
	return all(prepared(`void addEventListener("storage", (e) => { if (e.key === "now" && e.newValue) `+code+` })`),
		meanwhile(func(sc *scene) {
			sc.reports = nil
			eval[any](sc.witness, `void (localStorage.setItem("now", 1), localStorage.removeItem("now"))`)
		}))
}

// blocking is a callback page that calls and then holds up the main thread,
// its own and that of the page around it.
func blocking(d time.Duration) func(*scene) {
	return all(func(sc *scene) {
		sc.override("/block.js", script(`(() => {
			const request = new XMLHttpRequest();
			request.open("GET", "/blocked", false);
			request.send();
		})()`))
		sc.override("/blocked", func(http.ResponseWriter, *http.Request) { time.Sleep(d) })
	}, replaced("/silent-logout", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte(document("Callback", callbackScript+
			`<script src="/silent-logout.js"></script><script src="/block.js"></script>`+neverLoaded)))
	}))
}

// remains is a page that asks its user, who has touched it, whether to leave.
func remains(sc *scene) {
	sc.opened = func() {
		require.NoError(sc.t, chromedp.Do(sc.tab.ctx, chromedp.MouseClickXY(5, 5)))
		listen(sc, page.JavascriptDialogOpening, func(page.EventJavascriptDialogOpening) {
			_, _ = chromedp.Call(sc.tab.ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: false})
		})
	}
	sc.before = `void (window.onbeforeunload = (e) => e.preventDefault())`
	sc.lifts = append(sc.lifts, func() { eval[any](sc.tab, `void (window.onbeforeunload = null)`) })
}
