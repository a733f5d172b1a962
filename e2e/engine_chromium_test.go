package e2e

import (
	"encoding/json"
	"testing"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// chromium runs stories by the DevTools protocol, with third-party cookies blocked. Each
// page has a context that the browser keeps apart and forgets, as a private window is.
type chromium struct{}

func (chromium) name() string { return "Chromium" }

func (chromium) serial() bool { return false }

func (chromium) version() string {
	ctx, err := browsers[thirdPartyBlocked]()
	if err != nil {
		return err.Error()
	}
	version, err := chromedp.Call(ctx, cdpbrowser.GetVersion, cdp.Empty{})
	if err != nil {
		return err.Error()
	}
	return version.Product
}

func (chromium) page(t *testing.T, p profile) driven {
	t.Helper()
	parent := browser(t, thirdPartyBlocked)
	if p == checkCertificate {
		var err error
		parent, err = strictBrowser()
		require.NoError(t, err)
	}
	ctx, cancel := chromedp.NewContext(parent, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	c := chromiumPage{attach(t, ctx, patience)}
	if p == dark {
		_, err := chromedp.Call(c.p.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}},
		})
		require.NoError(t, err)
	}
	return c
}

type chromiumPage struct{ p *tab }

func (c chromiumPage) open(url string) {
	c.p.t.Helper()
	c.p.open(url)
}

func (c chromiumPage) script(expression string) json.RawMessage {
	c.p.t.Helper()
	value, err := c.attempt(expression)
	require.NoError(c.p.t, err, expression)
	return value
}

func (c chromiumPage) attempt(expression string) (json.RawMessage, error) {
	value, err := chromedp.Run(c.p.ctx, chromedp.Evaluate[string](asJSON(expression), chromedp.EvalAwaitPromise))
	return json.RawMessage(value), err
}

func (c chromiumPage) tab() driven {
	c.p.t.Helper()
	ctx, cancel := chromedp.NewContext(c.p.ctx)
	c.p.t.Cleanup(cancel)
	return chromiumPage{attach(c.p.t, ctx, c.p.limit)}
}

func (c chromiumPage) console() []string { return c.p.errors() }

func (c chromiumPage) picture(width, height int) []byte {
	c.p.t.Helper()
	_, err := chromedp.Run(c.p.ctx, chromedp.EmulateViewport(int64(width), int64(height)))
	require.NoError(c.p.t, err)
	png, err := chromedp.Run(c.p.ctx, chromedp.CaptureScreenshot())
	require.NoError(c.p.t, err)
	return png
}
