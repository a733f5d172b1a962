package packaging

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

// What all tests share.
var (
	// work is the folder of this run, from which the tools are found.
	work string
	// domain is the auth domain of all apps, and auth its origin.
	domain *authdomain.Server
	auth   string
	// browser is a running Chromium.
	browser context.Context
)

func TestMain(m *testing.M) {
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, "packaging:", err)
		code = 1
	}
	os.Exit(code)
}

func run(m *testing.M) (code int, err error) {
	tools, err := installTools()
	if err != nil {
		return 0, err
	}
	if work, err = os.MkdirTemp(tools, "work-"); err != nil {
		return 0, err
	}
	defer os.RemoveAll(work)
	if err := installPackage(); err != nil {
		return 0, err
	}
	domain = authdomain.New(authdomain.Config{})
	server := httptest.NewServer(domain)
	defer server.Close()
	defer domain.Close()
	auth = strings.Replace(server.URL, "127.0.0.1", "localhost", 1) // one site with the apps
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), chromedp.DefaultExecAllocatorOptions[:]...)
	defer cancel()
	browser, cancel = chromedp.NewContext(ctx)
	defer cancel()
	if err := chromedp.Do(browser); err != nil {
		return 0, fmt.Errorf("starting Chromium: %w", err)
	}
	return m.Run(), nil
}
