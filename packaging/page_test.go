package packaging

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// patience bounds what a page is waited for, for the case that it hangs.
const patience = 2 * time.Minute

// receipt is what an app shows of a logout.
type receipt struct {
	Mode, Engine string
	Local        struct {
		Status  string
		Removed []string
	}
	IDP struct{ Status, Via, Reason string }
}

// tab is a page in a browser context of its own.
type tab struct {
	t   *testing.T
	ctx context.Context

	mu      sync.Mutex
	console []string
}

func newTab(t *testing.T) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	require.NoError(t, chromedp.Do(ctx))
	ctx, cancel = context.WithTimeout(ctx, patience)
	t.Cleanup(cancel)
	p := &tab{t: t, ctx: ctx}
	listen(p, log.EntryAdded, func(e log.EventEntryAdded) string {
		if e.Entry.Level != log.EntryLevelError || strings.HasSuffix(e.Entry.URL, "/favicon.ico") {
			return ""
		}
		return e.Entry.Text + " " + e.Entry.URL
	})
	listen(p, runtime.ExceptionThrown, func(e runtime.EventExceptionThrown) string {
		if e.ExceptionDetails.Exception == nil {
			return e.ExceptionDetails.Text
		}
		return e.ExceptionDetails.Text + " " + e.ExceptionDetails.Exception.Description
	})
	listen(p, runtime.ConsoleAPICalled, func(e runtime.EventConsoleAPICalled) string {
		if e.Type != runtime.ConsoleAPICalledTypeError && e.Type != runtime.ConsoleAPICalledTypeWarning {
			return ""
		}
		return fmt.Sprint(e.Args)
	})
	_, err := chromedp.Call(ctx, log.Enable, cdp.Empty{})
	require.NoError(t, err)
	return p
}

// listen adds to the console what text makes of an event, if anything.
func listen[E any](p *tab, event cdp.Event[E], text func(E) string) {
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

func (p *tab) errors() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.console...)
}

// eval evaluates an expression, and awaits it where it is a promise. A page that is
// loaded anew meanwhile, as by a tool's server, is asked again.
func eval[T any](p *tab, expression string) (value T) {
	p.t.Helper()
	for {
		value, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
		if err == nil {
			return value
		}
		if p.ctx.Err() != nil || !strings.Contains(err.Error(), "context") && !strings.Contains(err.Error(), "navigated") {
			require.NoError(p.t, err, "%s; console: %s", expression, p.errors())
		}
	}
}

// open navigates and waits for the load event.
func (p *tab) open(url string) {
	p.t.Helper()
	require.NoError(p.t, chromedp.Do(p.ctx, chromedp.Navigate(url)))
}

// signIn has the app's pages find a session, once.
func (p *tab) signIn(a *app) (key string) {
	p.t.Helper()
	key = "oidc.user:" + auth + ":" + a.client
	claims := "eyJzdWIiOiJ1c2VyIiwiZW1haWwiOiJwbGF5ZXJAZXhhbXBsZS5jb20ifQ" // of user, player@example.com
	session, err := json.Marshal(map[string]any{
		"id_token": "e30." + claims + ".sig", "access_token": "e30." + claims + ".sig", "refresh_token": "refresh",
		"profile": map[string]string{"sub": "user", "email": "player@example.com"}, "expires_at": 4102444800,
	})
	require.NoError(p.t, err)
	_, err = chromedp.Call(p.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
		Source: fmt.Sprintf(`if (top === self && !sessionStorage.signedIn) {
			sessionStorage.signedIn = true;
			localStorage.setItem(%q, %q);
		}`, key, session),
	})
	require.NoError(p.t, err)
	return key
}

// shown waits until a selector finds an element of some text, and returns that.
func (p *tab) shown(selector string) string {
	p.t.Helper()
	return eval[string](p, fmt.Sprintf(`new Promise((resolve) => {
		const look = () => {
			const text = document.querySelector(%q)?.textContent;
			if (text) resolve(text);
			else setTimeout(look, 20);
		};
		look();
	})`, selector))
}

// logsOut opens an app, presses its button, and asserts that both sessions end
// without a word on the console.
func (a *app) logsOut(path string) {
	a.t.Helper()
	p := newTab(a.t)
	key := p.signIn(a)
	p.open(a.origin + path)
	p.shown(`button:enabled, pre:not(:empty)`)

	eval[any](p, `document.querySelector("button:enabled")?.click()`)
	text := p.shown(`pre`)

	var got receipt
	require.NoError(a.t, json.Unmarshal([]byte(text), &got), text)
	assert.Equal(a.t, "silent", got.Mode)
	assert.Contains(a.t, []string{"wasm", ""}, got.Engine, "a Go program's receipt has none")
	assert.Equal(a.t, "cleared", got.Local.Status)
	assert.Equal(a.t, []string{key}, got.Local.Removed)
	assert.Equal(a.t, "ended", got.IDP.Status)
	assert.Empty(a.t, p.errors(), "the console")
}
