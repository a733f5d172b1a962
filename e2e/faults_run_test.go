package e2e

import (
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/domstorage"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// result is what a logout did: it settled, or the page was left.
type result struct {
	outcome
	what string
}

func (r result) left() bool { return r.Receipt == nil && r.Message == "" }

// says is what the module claims of the Passport session.
func (r result) says() string {
	if r.Receipt == nil {
		return "-"
	}
	return r.Receipt.IDP.Status
}

func (o outcome) what() string {
	switch {
	case o.Message != "" && o.Code != "":
		return rejects(o.Code)
	case o.Message != "":
		return rejects(o.Name)
	}
	return resolves(o.Receipt.IDP.Status)
}

// visit names the document that the tab has gone to. The callback page brings
// the user back to the URL that it is given, the application's first page.
func (sc *scene) visit(url string) string {
	switch {
	case url == sc.app+"/":
		return returns
	case url == sc.app+sc.path:
		return reloads
	case strings.HasPrefix(url, sc.app+"/silent-logout"):
		return callsOff
	case strings.HasPrefix(url, sc.app+"/"):
		return moves
	case strings.HasPrefix(url, sc.auth+"/"):
		return strands
	}
	return breaks
}

// logIn signs the user in, stores the session in the page, and counts what
// stands there before the logout.
func (sc *scene) logIn() {
	sc.t.Helper()
	u, entry := sc.signIn(sc.witness, clientID)
	sc.user = u
	sc.beforehand(entry)
	sc.store(sc.entry(entry))
	if sc.before != "" {
		eval[any](sc.tab, sc.before)
	}
	sc.frames, sc.listeners = sc.countFrames(), sc.countListeners()
}

// store writes past whatever the page has patched: in the page's own process,
// so that it is there at once, except where the page has no storage.
func (sc *scene) store(entry string) {
	sc.t.Helper()
	storage := &domstorage.StorageID{SecurityOrigin: sc.app, IsLocalStorage: true}
	set := domstorage.SetDOMStorageItemParams{StorageID: storage, Key: sc.user.key, Value: entry}
	if entry == "" {
		return
	}
	if _, err := chromedp.Call(sc.tab.ctx, domstorage.SetDOMStorageItem, set); err != nil {
		_, err = chromedp.Call(sc.witness.ctx, domstorage.SetDOMStorageItem, set)
		require.NoError(sc.t, err)
	}
}

// start begins a logout in the page.
func (sc *scene) start(options map[string]any) {
	sc.t.Helper()
	// Later, since it may leave the page before that answers.
	sc.tab.start(js(`setTimeout(() => void user.logout(%s).then(
		(receipt) => ({ receipt }),
		(e) => ({ receipt: e.receipt, name: e.name, type: e.type, code: e.code && String(e.code), message: e.message }),
	).then((outcome) => report(JSON.stringify(outcome))), setTimeout(() => report("pending"), 200))`, options))
}

// await waits until the promise settles or the tab is where it is wanted, to
// which it may get through other pages.
func (sc *scene) await(want string) result {
	sc.t.Helper()
	var got result
	limit := time.After(unhurried)
	for {
		select {
		case got = <-sc.reports:
			if got.Message == "" {
				return got // and the callback page goes on loading
			}
			// A navigation that goes on would keep the page from answering.
			_, err := chromedp.Call(sc.tab.ctx, page.StopLoading, cdp.Empty{})
			require.NoError(sc.t, err)
			return got
		case got.what = <-sc.visits:
			if got.what == want {
				return got
			}
			sc.arrived(got.what)
		case <-limit:
			return got
		case <-sc.tab.ctx.Done():
			return result{what: closed}
		}
	}
}

// lift ends the fault.
func (sc *scene) lift() {
	for _, lift := range sc.lifts {
		lift()
	}
	sc.lifts, sc.before, sc.entry = nil, "", whole
	sc.beforehand = func(string) {}
}

// rest leaves the tab on a page of this test. A page that is about to go on by
// itself aborts the navigation there.
func (sc *scene) rest() {
	for sc.tab.ctx.Err() == nil && chromedp.Do(sc.tab.ctx, chromedp.Navigate(sc.app+"/blank")) != nil {
	}
}
