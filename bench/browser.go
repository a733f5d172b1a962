package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

// startBrowser starts headless Chromium with a profile on disk, in which the
// HTTP cache and V8's code cache live.
func startBrowser(parent context.Context, temp string, s *site) (ctx context.Context, stop func(), err error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.UserDataDir(filepath.Join(temp, "profile")),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("ignore-certificate-errors-spki-list", strings.Join(s.keys, ",")),
		chromedp.Flag("host-resolver-rules", s.rules),
	)
	ctx, stop = chromedp.NewExecAllocator(parent, options...)
	ctx, _ = chromedp.NewContext(ctx)
	if err := chromedp.Do(ctx); err != nil {
		stop()
		return nil, nil, fmt.Errorf("chromium does not start; make chromium installs it where it can: %w", err)
	}
	return ctx, stop, nil
}

func browserVersion(ctx context.Context) (string, error) {
	version, err := chromedp.Call(ctx, browser.GetVersion, cdp.Empty{})
	return version.Product, err
}
