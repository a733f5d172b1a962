package e2e

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// cookies is the browser's setting for third-party cookies.
type cookies int

// The values of Chromium's preference profile.cookie_controls_mode.
const (
	thirdPartyAllowed cookies = 0
	thirdPartyBlocked cookies = 1
)

// browsers start when a test first asks for them. The strict one verifies
// certificates.
var (
	browsers      [2]func() (context.Context, error)
	strictBrowser func() (context.Context, error)
)

func startBrowsers(parent context.Context, temp string) (stop func()) {
	ctx, cancel := context.WithCancel(parent)
	for mode := range browsers {
		browsers[mode] = sync.OnceValues(func() (context.Context, error) {
			return startBrowser(ctx, filepath.Join(temp, fmt.Sprint("profile-", mode)), cookies(mode))
		})
	}
	strictBrowser = sync.OnceValues(func() (context.Context, error) {
		return startBrowser(ctx, filepath.Join(temp, "profile-strict"), thirdPartyBlocked,
			chromedp.Flag("ignore-certificate-errors", false))
	})
	return cancel
}

// startBrowser starts Chromium with a fresh profile. Names that end in .test
// lead to this machine, as do the fixed addresses of the documentation.
func startBrowser(ctx context.Context, profile string, mode cookies, more ...chromedp.ExecAllocatorOption) (context.Context, error) {
	preferences := filepath.Join(profile, "Default", "Preferences")
	if err := os.MkdirAll(filepath.Dir(preferences), 0o755); err != nil {
		return nil, err
	}
	json := fmt.Sprintf(`{"profile":{"cookie_controls_mode":%d}}`, mode)
	if err := os.WriteFile(preferences, []byte(json), 0o644); err != nil {
		return nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.UserDataDir(profile),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-popup-blocking", false), // as users have it
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("ignore-certificate-errors", true),
		chromedp.Flag("host-resolver-rules", namedSiteRules()),
	)
	ctx, _ = chromedp.NewExecAllocator(ctx, append(options, more...)...)
	ctx, _ = chromedp.NewContext(ctx)
	return ctx, chromedp.Do(ctx)
}

// browser returns the running browser with a setting for third-party cookies.
func browser(t *testing.T, mode cookies) context.Context {
	t.Helper()
	ctx, err := browsers[mode]()
	require.NoError(t, err, "Chromium does not start; make test installs it where it can")
	return ctx
}
