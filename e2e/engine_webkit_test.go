package e2e

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/webdriver"
)

// webkit runs stories in WebKitGTK's MiniBrowser by WebDriver. A driver has one session
// at a time, which is ephemeral, as a private window is.
type webkit struct {
	mu        sync.Mutex
	installed string
}

func (*webkit) name() string { return "WebKitGTK" }

func (*webkit) serial() bool { return true }

func (w *webkit) version() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.installed
}

func (w *webkit) page(t *testing.T, p profile) driven {
	t.Helper()
	address, err := startWebKitDriver(t, p)
	require.NoError(t, err, "WebKit does not start; make engines installs it where it can")
	browsers, err := filepath.Glob("/usr/lib/*/webkit2gtk-4.1/MiniBrowser")
	require.NoError(t, err)
	require.NotEmpty(t, browsers, "MiniBrowser is not installed")
	arguments := []string{"--automation", "--proxy=http://" + namesProxy(), "--ignore-host=localhost", "--ignore-host=127.0.0.1", "--ignore-host=*.invalid"}
	if p == tracking {
		arguments = append(arguments, "--enable-itp")
	}
	session, err := webdriver.New(t.Context(), address, map[string]any{
		"acceptInsecureCerts":      p != checkCertificate,
		"webkitgtk:browserOptions": map[string]any{"binary": browsers[0], "args": arguments},
		"unhandledPromptBehavior":  "accept",
		"pageLoadStrategy":         "normal",
	})
	require.NoError(t, err)
	t.Cleanup(func() { _ = session.Close(context.Background()) })
	w.mu.Lock()
	w.installed = session.Capabilities.BrowserVersion
	w.mu.Unlock()
	page := &webkitPage{t: t, session: session}
	page.call(http.MethodPost, "/timeouts", map[string]any{"script": patience.Milliseconds(), "pageLoad": patience.Milliseconds()}, nil)
	page.call(http.MethodGet, "/window", nil, &page.window)
	return page
}

// startWebKitDriver starts a driver for one page, with a display of its engine's.
func startWebKitDriver(t *testing.T, p profile) (address string, err error) {
	t.Helper()
	path, err := findProgram("WebKitWebDriver")
	if err != nil {
		return "", err
	}
	display, err := virtualDisplay()
	if err != nil {
		return "", err
	}
	port, err := freePort()
	if err != nil {
		return "", err
	}
	ctx, cancel := context.WithCancel(enginesContext)
	cmd := exec.CommandContext(ctx, path, "--host=127.0.0.1", "--port="+port)
	t.Cleanup(func() {
		cancel()
		_ = cmd.Wait()
	})
	cmd.Env = append(os.Environ(), "DISPLAY="+display, "GDK_BACKEND=x11", "WEBKIT_DISABLE_COMPOSITING_MODE=1", "NO_AT_BRIDGE=1",
		"HOME="+engineFiles)
	if p == dark {
		cmd.Env = append(cmd.Env, "GTK_THEME=Adwaita:dark")
	}
	if err := cmd.Start(); err != nil {
		return "", err
	}
	return "http://127.0.0.1:" + port, untilListening("127.0.0.1:" + port)
}

// webkitPage is a window of a session, which has one that is driven at a time.
type webkitPage struct {
	t       *testing.T
	session *webdriver.Session
	window  string
}

func (w *webkitPage) call(method, path string, body, value any) {
	w.t.Helper()
	require.NoError(w.t, w.try(method, path, body, value))
}

func (w *webkitPage) try(method, path string, body, value any) error {
	ctx, cancel := context.WithTimeout(w.t.Context(), patience)
	defer cancel()
	return w.session.Call(ctx, method, path, body, value)
}

// in calls a command in this window.
func (w *webkitPage) in(method, path string, body, value any) {
	w.t.Helper()
	w.call(http.MethodPost, "/window", map[string]any{"handle": w.window}, nil)
	w.call(method, path, body, value)
}

func (w *webkitPage) tab() driven {
	w.t.Helper()
	var made struct{ Handle string }
	w.call(http.MethodPost, "/window/new", map[string]any{"type": "tab"}, &made)
	return &webkitPage{t: w.t, session: w.session, window: made.Handle}
}

func (w *webkitPage) open(url string) {
	w.t.Helper()
	w.in(http.MethodPost, "/url", map[string]any{"url": url}, nil)
}

func (w *webkitPage) script(expression string) json.RawMessage {
	w.t.Helper()
	value, err := w.attempt(expression)
	require.NoError(w.t, err, expression)
	return value
}

func (w *webkitPage) attempt(expression string) (json.RawMessage, error) {
	w.call(http.MethodPost, "/window", map[string]any{"handle": w.window}, nil)
	var got struct{ Value, Error *string }
	err := w.try(http.MethodPost, "/execute/async", map[string]any{
		"script": asJSON(expression) + `.then((value) => arguments[0]({ value }), (e) => arguments[0]({ error: String(e) }))`,
		"args":   []any{},
	}, &got)
	switch {
	case err != nil:
		return nil, err
	case got.Error != nil:
		return nil, errors.New(*got.Error)
	case got.Value == nil:
		return nil, errors.New("it has no value")
	}
	return json.RawMessage(*got.Value), nil
}

func (*webkitPage) console() []string { return nil }

func (w *webkitPage) picture(width, height int) []byte {
	w.t.Helper()
	w.in(http.MethodPost, "/window/rect", map[string]any{"width": width, "height": height}, nil)
	var data string
	w.in(http.MethodGet, "/screenshot", nil, &data)
	return decodePicture(w.t, data)
}
