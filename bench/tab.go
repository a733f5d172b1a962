package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// tab is a page of the browser, and what it reports.
type tab struct {
	ctx     context.Context
	close   func()
	reports chan report
}

// openTab opens a tab on the application's blank page: in the browser's own
// context, or in a fresh one.
func openTab(browser context.Context, fresh bool) (*tab, error) {
	var options []chromedp.ContextOption
	if fresh {
		options = append(options, chromedp.WithNewBrowserContext())
	}
	ctx, cancel := chromedp.NewContext(browser, options...)
	t := &tab{ctx: ctx, close: cancel, reports: make(chan report, 16)}
	calls := chromedp.Events(ctx, runtime.BindingCalled)
	go t.listen(calls)
	_, err := chromedp.Call(ctx, runtime.AddBinding, runtime.AddBindingParams{Name: "benchReport"})
	if err == nil {
		err = chromedp.Do(ctx, chromedp.Navigate(blankURL))
	}
	if err != nil {
		cancel()
		return nil, err
	}
	return t, nil
}

func (t *tab) listen(calls func(func(runtime.EventBindingCalled, error) bool)) {
	defer close(t.reports)
	for call, err := range calls {
		if err != nil {
			return
		}
		var r report
		if json.Unmarshal([]byte(call.Payload), &r) == nil {
			t.reports <- r
		}
	}
}

// await waits for the page's next report of a name.
func (t *tab) await(name string, limit time.Duration) (report, error) {
	timer := time.NewTimer(limit)
	defer timer.Stop()
	for {
		select {
		case r, open := <-t.reports:
			switch {
			case !open:
				return report{}, fmt.Errorf("waiting for %q: the tab is gone", name)
			case r.Name == name:
				return r, nil
			case r.Name == "failed":
				return r, fmt.Errorf("waiting for %q: %v", name, r.Marks["error"])
			}
		case <-timer.C:
			return report{}, errLate{name, limit}
		}
	}
}

// errLate tells that a report did not come in time.
type errLate struct {
	name  string
	limit time.Duration
}

func (e errLate) Error() string { return fmt.Sprintf("no %q within %v", e.name, e.limit) }

// store puts both sessions of a user where the browser keeps them.
func (t *tab) store(l login, s subject) error {
	_, err := chromedp.Call(t.ctx, network.SetCookie, network.SetCookieParams{
		URL: authURL, Name: l.cookie.Name, Value: l.cookie.Value, Path: "/",
		HTTPOnly: new(true), Secure: new(true), SameSite: network.CookieSameSiteNone,
	})
	if err != nil {
		return err
	}
	expression := fmt.Sprintf(`localStorage.clear(); sessionStorage.clear(); localStorage.setItem(%s, %s)`,
		quote(sessionKey(s)), quote(l.stored(s)))
	_, err = chromedp.Run(t.ctx, chromedp.Evaluate[chromedp.Void](expression))
	return err
}

func quote(s string) string {
	data, _ := json.Marshal(s) // a string does not fail
	return string(data)
}

// slowDown emulates a mobile network for everything that the tab loads.
func (t *tab) slowDown() error {
	_, err := chromedp.Call(t.ctx, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{
			Latency: 40, DownloadThroughput: 10e6 / 8, UploadThroughput: 10e6 / 8,
		}},
	})
	return err
}

// open starts a navigation, and does not wait for the page to load.
func (t *tab) open(url string) error {
	_, err := chromedp.Call(t.ctx, page.Navigate, page.NavigateParams{URL: url})
	return err
}

// openUntilIdle opens a page and waits until it has loaded nothing for half a
// second.
func (t *tab) openUntilIdle(url string) error {
	ctx, cancel := context.WithTimeout(t.ctx, sampleLimit)
	defer cancel()
	var document cdp.LoaderID
	navigate := chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		navigation, err := cdp.Call(ctx, target, page.Navigate, page.NavigateParams{URL: url})
		document = navigation.LoaderID
		return err
	})
	_, err := chromedp.Run(ctx, chromedp.WaitEvent(page.LifecycleEvent, func(e page.EventLifecycleEvent) bool {
		return e.LoaderID == document && e.Name == "networkIdle"
	}, navigate))
	return err
}

// click clicks the page's button, as a mouse does.
func (t *tab) click() error {
	for _, kind := range []input.DispatchMouseEventType{input.DispatchMouseEventTypeMousePressed, input.DispatchMouseEventTypeMouseReleased} {
		_, err := chromedp.Call(t.ctx, input.DispatchMouseEvent, input.DispatchMouseEventParams{
			Type: kind, X: 20, Y: 20, Button: input.MouseButtonLeft, ClickCount: 1,
		})
		if err != nil {
			return err
		}
	}
	return nil
}
