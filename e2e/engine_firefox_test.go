package e2e

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/bidi"
)

// firefox runs stories by WebDriver BiDi. Cookies, storage and the back/forward cache
// are as in a fresh profile: Total Cookie Protection is on.
type firefox struct {
	mu      sync.Mutex
	running map[profile]*firefoxBrowser
}

// firefoxBrowser is a running process.
type firefoxBrowser struct {
	client  *bidi.Client
	version string

	mu    sync.Mutex
	pages map[string]*firefoxPage // by browsing context
}

func (*firefox) name() string { return "Firefox" }

// serial, since its processes share two cores with a test that waits for them.
func (*firefox) serial() bool { return true }

func (f *firefox) version() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, b := range f.running {
		return b.version
	}
	return ""
}

func (f *firefox) page(t *testing.T, p profile) driven {
	t.Helper()
	b := f.browser(t, p)
	page := &firefoxPage{t: t, browser: b}
	var user struct{ UserContext string }
	if p == private {
		user.UserContext = "default" // a private window has no containers
	} else {
		page.call("browser.createUserContext", map[string]any{"acceptInsecureCerts": p != checkCertificate}, &user)
		t.Cleanup(func() {
			_ = b.client.Call(context.Background(), "browser.removeUserContext", user, nil)
		})
	}
	page.user = user.UserContext
	page.begin()
	return page
}

// browser starts the process of a profile, once. Most share one.
func (f *firefox) browser(t *testing.T, p profile) *firefoxBrowser {
	t.Helper()
	if p != private && p != dark {
		p = fresh
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if b := f.running[p]; b != nil {
		return b
	}
	b, err := startFirefox(p)
	require.NoError(t, err, "Firefox does not start; make engines installs it where it can")
	if f.running == nil {
		f.running = map[profile]*firefoxBrowser{}
	}
	f.running[p] = b
	return b
}

var firefoxPreferences = map[profile]string{
	private: `user_pref("browser.privatebrowsing.autostart", true);`,
	dark:    `user_pref("layout.css.prefers-color-scheme.content-override", 0);`,
}

func startFirefox(p profile) (*firefoxBrowser, error) {
	path, err := findProgram("firefox-esr", "firefox")
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp(engineFiles, "firefox-")
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(dir, "user.js"), []byte(firefoxPreferences[p]), 0o644); err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(enginesContext, path, "--headless", "--no-remote", "--profile", dir, "--remote-debugging-port", "0")
	cmd.Env = append(os.Environ(), "MOZ_CRASHREPORTER_DISABLE=1")
	told, err := cmd.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	address, err := after(told, "WebDriver BiDi listening on ")
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return connectFirefox(address)
}

func connectFirefox(address string) (*firefoxBrowser, error) {
	client, err := bidi.Dial(enginesContext, address+"/session")
	if err != nil {
		return nil, err
	}
	b := &firefoxBrowser{client: client, pages: map[string]*firefoxPage{}}
	client.Hear(b.hear)
	var session struct {
		Capabilities struct{ BrowserVersion string }
	}
	capabilities := map[string]any{
		"acceptInsecureCerts": true,
		"proxy":               map[string]any{"proxyType": "manual", "sslProxy": namesProxy()},
	}
	err = client.Call(enginesContext, "session.new",
		map[string]any{"capabilities": map[string]any{"alwaysMatch": capabilities}}, &session)
	if err != nil {
		return nil, err
	}
	b.version = session.Capabilities.BrowserVersion
	return b, client.Call(enginesContext, "session.subscribe", map[string]any{"events": []string{"log.entryAdded"}}, nil)
}

// hear keeps what is logged of a page.
func (b *firefoxBrowser) hear(_ string, params json.RawMessage) {
	var entry struct {
		Level, Text string
		Source      struct{ Context string }
	}
	if json.Unmarshal(params, &entry) != nil || entry.Level != "error" && entry.Level != "warn" {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if page := b.pages[entry.Source.Context]; page != nil {
		page.logged = append(page.logged, entry.Text)
	}
}

type firefoxPage struct {
	t       *testing.T
	browser *firefoxBrowser
	user    string // the user context, which keeps its cookies and storage to itself
	context string // the tab
	logged  []string
}

func (f *firefoxPage) call(method string, params, result any) {
	f.t.Helper()
	require.NoError(f.t, f.try(method, params, result))
}

func (f *firefoxPage) try(method string, params, result any) error {
	ctx, cancel := context.WithTimeout(f.t.Context(), patience)
	defer cancel()
	return f.browser.client.Call(ctx, method, params, result)
}

// begin opens a window: a browser slows the timers of a tab that nobody sees.
func (f *firefoxPage) begin() {
	f.t.Helper()
	var made struct{ Context string }
	f.call("browsingContext.create", map[string]any{"type": "window", "userContext": f.user}, &made)
	f.context = made.Context
	f.browser.mu.Lock()
	defer f.browser.mu.Unlock()
	f.browser.pages[f.context] = f
}

func (f *firefoxPage) tab() driven {
	f.t.Helper()
	other := &firefoxPage{t: f.t, browser: f.browser, user: f.user}
	other.begin()
	return other
}

func (f *firefoxPage) open(url string) {
	f.t.Helper()
	f.call("browsingContext.navigate", map[string]any{"context": f.context, "url": url, "wait": "complete"}, nil)
}

func (f *firefoxPage) script(expression string) json.RawMessage {
	f.t.Helper()
	value, err := f.attempt(expression)
	require.NoError(f.t, err, expression)
	return value
}

func (f *firefoxPage) attempt(expression string) (json.RawMessage, error) {
	var got struct {
		Type             string
		Result           struct{ Value string }
		ExceptionDetails struct{ Text string }
	}
	err := f.try("script.evaluate", map[string]any{
		"expression": asJSON(expression), "target": map[string]any{"context": f.context}, "awaitPromise": true,
	}, &got)
	if err == nil && got.Type != "success" {
		err = errors.New(got.ExceptionDetails.Text)
	}
	return json.RawMessage(got.Result.Value), err
}

func (f *firefoxPage) console() []string {
	f.browser.mu.Lock()
	defer f.browser.mu.Unlock()
	return append([]string{}, f.logged...)
}

func (f *firefoxPage) picture(width, height int) []byte {
	f.t.Helper()
	f.call("browsingContext.setViewport", map[string]any{
		"context": f.context, "viewport": map[string]any{"width": width, "height": height},
	}, nil)
	var got struct{ Data string }
	f.call("browsingContext.captureScreenshot", map[string]any{"context": f.context}, &got)
	return decodePicture(f.t, got.Data)
}

func decodePicture(t *testing.T, data string) []byte {
	t.Helper()
	png, err := base64.StdEncoding.DecodeString(data)
	require.NoError(t, err)
	return png
}

// after reads lines until one has the mark, and returns what follows that.
func after(r interface{ Read([]byte) (int, error) }, mark string) (string, error) {
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		if _, rest, found := strings.Cut(lines.Text(), mark); found {
			go func() {
				for lines.Scan() { // lest the process waits for a reader
				}
			}()
			return rest, nil
		}
	}
	return "", fmt.Errorf("it has ended without saying %q", mark)
}
