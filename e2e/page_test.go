package e2e

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// patience bounds a test, for the case that it hangs: several times what the
// longest takes, since machines differ by that.
const patience = 2 * time.Minute

// tab is a page in a browser context of its own. When its test ends, it must
// have left no iframe, no console error and no global on window but the
// documented ones.
type tab struct {
	t     *testing.T
	ctx   context.Context
	limit time.Duration

	mu       sync.Mutex
	console  []string
	expected []string
	globals  []string // that the page under test adds to window
}

func newTab(t *testing.T, mode cookies) *tab {
	t.Helper()
	return newTabFor(t, mode, patience)
}

// newTabFor is a tab for a test that takes longer.
func newTabFor(t *testing.T, mode cookies, limit time.Duration) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser(t, mode), chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	return startTab(t, ctx, limit)
}

// sibling opens another tab in the same browser context.
func (p *tab) sibling() *tab {
	p.t.Helper()
	ctx, cancel := chromedp.NewContext(p.ctx)
	p.t.Cleanup(cancel)
	return startTab(p.t, ctx, p.limit)
}

func startTab(t *testing.T, ctx context.Context, limit time.Duration) *tab {
	t.Helper()
	p := attach(t, ctx, limit)
	t.Cleanup(p.check)
	return p
}

// attach opens a tab and hears what it logs.
func attach(t *testing.T, ctx context.Context, limit time.Duration) *tab {
	t.Helper()
	require.NoError(t, chromedp.Do(ctx))
	ctx, cancel := context.WithTimeout(ctx, limit)
	t.Cleanup(cancel)
	p := &tab{t: t, ctx: ctx, limit: limit, globals: []string{"passport", "passportLogout", "logoutSilentCallback"}}
	collect(p, log.EntryAdded, func(e log.EventEntryAdded) string {
		if e.Entry.Level != log.EntryLevelError {
			return ""
		}
		return e.Entry.Text
	})
	collect(p, runtime.ExceptionThrown, func(e runtime.EventExceptionThrown) string {
		return e.ExceptionDetails.Text + " " + describe(e.ExceptionDetails.Exception)
	})
	collect(p, runtime.ConsoleAPICalled, func(e runtime.EventConsoleAPICalled) string {
		var text []string
		for _, arg := range e.Args {
			text = append(text, string(arg.Value)+arg.Description)
		}
		line := strings.Join(text, " ")
		switch {
		case e.Type == runtime.ConsoleAPICalledTypeError, e.Type == runtime.ConsoleAPICalledTypeAssert:
			return line
		case strings.HasPrefix(line, `"panic: `), strings.HasPrefix(line, `"fatal error: `): // a Go program logs these
			return line
		}
		return ""
	})
	_, err := chromedp.Call(ctx, log.Enable, cdp.Empty{})
	require.NoError(t, err)
	return p
}

func describe(o *runtime.RemoteObject) string {
	if o == nil {
		return ""
	}
	return o.Description
}

// collect adds what text finds in an event to the console's errors.
func collect[E any](p *tab, event cdp.Event[E], text func(E) string) {
	events := chromedp.Events(p.ctx, event)
	go func() {
		for e, err := range events {
			if err != nil {
				return
			}
			if line := text(e); line != "" {
				p.mu.Lock()
				p.console = append(p.console, line)
				p.mu.Unlock()
			}
		}
	}()
}

// expectConsole allows errors that the browser itself logs in a test of a
// fault.
func (p *tab) expectConsole(part string) { p.expected = append(p.expected, part) }

// check is the rule for every page at the end of every test.
func (p *tab) check() {
	if p.t.Failed() || p.ctx.Err() != nil {
		p.t.Log("console:", p.errors())
		return
	}
	left := read[[]string](p, js(`(async (documented, limit) => {
		// A logout's iframe goes soon after it, once the callback page has called or loaded.
		while (document.querySelector('iframe') && performance.now() < limit) await new Promise((f) => setTimeout(f, 20));
		const frame = document.createElement('iframe');
		document.documentElement.append(frame);
		const clean = new Set(Reflect.ownKeys(frame.contentWindow));
		frame.remove();
		const globals = Reflect.ownKeys(window).filter((k) => !clean.has(k) && !/^\d+$/.test(String(k)));
		return [...globals.map(String).filter((k) => !documented.includes(k)),
			...Array.from(document.querySelectorAll('iframe'), (f) => 'iframe ' + f.src)];
	})(%s, performance.now() + %s)`, p.globals, unhurried.Milliseconds()))
	assert.Empty(p.t, left, "globals and iframes left on the page")
	for _, line := range p.errors() {
		if !containsAny(line, p.expected) {
			assert.Fail(p.t, "console error", line)
		}
	}
}

func (p *tab) errors() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.console...)
}

func containsAny(s string, parts []string) bool {
	for _, part := range parts {
		if strings.Contains(s, part) {
			return true
		}
	}
	return false
}

// open navigates and waits for the load event.
func (p *tab) open(url string) {
	p.t.Helper()
	require.NoError(p.t, chromedp.Do(p.ctx, chromedp.Navigate(url)))
}

// stop opens a page in the place of those that the tab is going to by itself, any of
// which may come between.
func (p *tab) stop(url string) {
	p.t.Helper()
	require.Eventually(p.t, func() bool { return chromedp.Do(p.ctx, chromedp.Navigate(url)) == nil },
		patience, pollEvery, url)
}

// eval evaluates an expression, and awaits it where it is a promise.
func eval[T any](p *tab, expression string) T {
	p.t.Helper()
	return evalWith[T](p, expression)
}

// evalAsUser is eval for what a browser lets a page do at a click only, as to open a
// window.
func evalAsUser[T any](p *tab, expression string) T {
	p.t.Helper()
	return evalWith[T](p, expression, func(params *runtime.EvaluateParams) { params.UserGesture = new(true) })
}

func evalWith[T any](p *tab, expression string, more ...chromedp.EvaluateOption) T {
	p.t.Helper()
	value, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression, append(more, chromedp.EvalAwaitPromise)...))
	require.NoError(p.t, err, expression)
	return value
}

// read evaluates an expression that changes nothing, and again where the page goes
// meanwhile: whatever page comes answers.
func read[T any](p *tab, expression string) T {
	p.t.Helper()
	for {
		value, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
		if gone := new(cdproto.Error); errors.As(err, &gone) && p.ctx.Err() == nil {
			continue
		}
		require.NoError(p.t, err, expression)
		return value
	}
}

// start evaluates an expression and does not wait for what comes of it.
func (p *tab) start(expression string) {
	p.t.Helper()
	_, err := chromedp.Run(p.ctx, chromedp.Evaluate[chromedp.Void](`void (`+expression+`)`))
	require.NoError(p.t, err, expression)
}

// arrive runs f and waits until the tab has loaded a page whose URL begins
// with prefix.
func (p *tab) arrive(prefix string, f func()) string {
	p.t.Helper()
	loads := chromedp.Events(p.ctx, page.LoadEventFired)
	f()
	for _, err := range loads {
		require.NoError(p.t, err, "waiting for "+prefix)
		// A page that goes on by itself may be gone by now: then another one loads.
		url, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](`location.href`))
		if err == nil && strings.HasPrefix(url, prefix) {
			return url
		}
	}
	return ""
}

func (p *tab) location() string {
	p.t.Helper()
	return read[string](p, `location.href`)
}

// setCookie gives this tab's browser context a cookie of an origin.
func (p *tab) setCookie(origin, name, value string, sameSite network.CookieSameSite) {
	p.t.Helper()
	_, err := chromedp.Call(p.ctx, network.SetCookie, network.SetCookieParams{
		URL: origin, Name: name, Value: value, HTTPOnly: new(true), SameSite: sameSite,
		Secure: new(sameSite == network.CookieSameSiteNone), Path: "/",
	})
	require.NoError(p.t, err)
}

// js formats an expression with JSON values.
func js(format string, values ...any) string {
	encoded := make([]any, len(values))
	for i, v := range values {
		data, err := json.Marshal(v)
		if err != nil {
			panic(err)
		}
		encoded[i] = string(data)
	}
	return fmt.Sprintf(format, encoded...)
}
