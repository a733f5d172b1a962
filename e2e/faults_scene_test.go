package e2e

import (
	"encoding/json"
	"maps"
	"net/http"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// unhurried bounds what the browser does soon unless the machine is busy.
const unhurried = 15 * time.Second

// scene is the world of one row: a site, a page of it to log out on, and a
// second tab that sees the storage as it is. A fault changes it before it opens.
type scene struct {
	*site
	t            *testing.T
	witness, tab *tab
	user         *user

	moment     moment
	path, view string         // the page, and the window in it that logs out
	first      string         // runs in the page before the module does
	body       string         // follows the module in the page
	header     http.Header    // of the page
	config     map[string]any // of the instance
	options    map[string]any // of the logout
	entry      func(entry string) string
	revokes    bool               // the refresh token must be revoked
	last       bool               // the page is of no use for a next logout
	opened     func()             // once the page is there
	before     string             // runs in the page before the logout
	beforehand func(entry string) // happens elsewhere before the logout
	during     func(*scene)
	arrived    func(what string) // once the tab has gone somewhere
	arrive     func()            // lets the program come after all
	pending    func()            // once the logout has been under way for a moment
	lifts      []func()
	next       struct{ mode, outcome string } // the logout after the fault

	frames    int // on the page before the logout
	listeners int // on the page before the logout
	reports   chan result
	visits    chan string
}

func newScene(t *testing.T, s situation) *scene {
	t.Helper()
	sc := &scene{
		site: newSite(t, sameSite), t: t, moment: s.moment, path: "/app", view: "window", header: http.Header{},
		config: map[string]any{"logoutMode": "silent"}, options: map[string]any{}, entry: whole, revokes: true,
		beforehand: func(string) {}, opened: func() {}, pending: func() {}, arrive: func() {}, during: func(*scene) {}, arrived: func(string) {},
		reports: make(chan result, 1), visits: make(chan string, 64),
	}
	sc.witness = newTab(t, thirdPartyBlocked)
	sc.tab = sc.witness.sibling()
	sc.tab.globals = append(sc.tab.globals, "user", "report")
	sc.next.mode, sc.next.outcome = "silent", resolves("ended")
	switch s.mode {
	case "redirect":
		sc.config["logoutMode"] = "redirect"
		sc.redirectsNext()
	case "fallback":
		sc.config["fallback"] = "redirect"
	}
	sc.override("/app", sc.serve)
	sc.override("/first.js", func(w http.ResponseWriter, r *http.Request) { script(sc.first)(w, r) })
	return sc
}

// redirectsNext is for a page that cannot log out silently.
func (sc *scene) redirectsNext() { sc.next.mode, sc.next.outcome = "redirect", returns }

// expect allows errors that the browser logs.
func (sc *scene) expect(parts ...string) {
	for _, part := range parts {
		sc.tab.expectConsole(part)
		sc.witness.expectConsole(part)
	}
}

// serve answers the page that logs out.
func (sc *scene) serve(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Security-Policy", sc.csp)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	maps.Copy(w.Header(), sc.header)
	first := ""
	if sc.first != "" {
		first = `<script src="/first.js"></script>`
	}
	_, _ = w.Write([]byte(document("Application", first+`<script src="/dist/passport.js"></script>`+sc.body)))
}

// open opens both tabs and listens to what happens in the page.
func (sc *scene) open() {
	sc.t.Helper()
	sc.keepProgramBack()
	sc.witness.open(sc.app + "/blank")
	_, err := chromedp.Call(sc.tab.ctx, runtime.AddBinding, runtime.AddBindingParams{Name: "report"})
	require.NoError(sc.t, err)
	sc.tab.open(sc.app + sc.path)
	if sc.moment == programReady {
		eval[any](sc.tab, sc.view+`.passport.ready().catch(() => {})`)
	}
	eval[any](sc.tab, js(`void (globalThis.user = new (`+sc.view+`).passport.Passport(%s))`, sc.site.config(sc.config)))
	sc.opened()
	reports := sc.reports
	listen(sc, runtime.BindingCalled, func(e runtime.EventBindingCalled) {
		var got outcome
		if e.Payload == "pending" {
			sc.pending()
		} else if e.Name == "report" && json.Unmarshal([]byte(e.Payload), &got) == nil {
			reports <- result{got, got.what()}
		}
	})
	listen(sc, page.FrameNavigated, func(e page.EventFrameNavigated) {
		if e.Frame.ParentID == "" {
			sc.visits <- sc.visit(e.Frame.URL)
		}
	})
}

// listen calls f for every event of the tab from now on.
func listen[E any](sc *scene, event cdp.Event[E], f func(E)) {
	events := chromedp.Events(sc.tab.ctx, event)
	go func() {
		for e, err := range events {
			if err != nil {
				return
			}
			f(e)
		}
	}()
}
