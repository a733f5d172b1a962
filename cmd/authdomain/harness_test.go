package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

const app = "http://localhost:5173"

// greeting collects what the command prints, and tells when it is ready.
type greeting struct {
	mu    sync.Mutex
	text  bytes.Buffer
	ready chan struct{}
}

func (g *greeting) Write(data []byte) (int, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if strings.Contains(string(data), "Stop with Ctrl-C") {
		defer close(g.ready)
	}
	return g.text.Write(data)
}

// command is a running auth domain, and a browser that has visited it.
type command struct {
	t       *testing.T
	origin  string
	printed string
	browser *http.Client
	stop    func() error
}

// start runs the command on a free port, with a client for app and more arguments.
func start(t *testing.T, args ...string) *command {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out, over := &greeting{ready: make(chan struct{})}, make(chan error, 1)
	args = append([]string{"-addr", "localhost:0", "-client", "my-client", "-origin", app}, args...)
	go func() { over <- run(ctx, args, out) }()
	select {
	case <-out.ready:
	case err := <-over:
		require.NoError(t, err)
	}
	stop := sync.OnceValue(func() error { cancel(); return <-over })
	t.Cleanup(func() { _ = stop() })
	jar, err := cookiejar.New(nil)
	require.NoError(t, err)
	return &command{
		t: t, stop: stop, printed: out.text.String(),
		origin: regexp.MustCompile(`http://localhost:\d+`).FindString(out.text.String()),
		browser: &http.Client{
			Jar:           jar,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}
}

func (c *command) do(method, path, body string, header http.Header) (*http.Response, string) {
	c.t.Helper()
	r, err := http.NewRequestWithContext(c.t.Context(), method, c.origin+path, strings.NewReader(body))
	require.NoError(c.t, err)
	maps.Copy(r.Header, header)
	if host := header.Get("Host"); host != "" {
		r.Host = host
	}
	response, err := c.browser.Do(r)
	require.NoError(c.t, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	require.NoError(c.t, err)
	return response, string(text)
}

func (c *command) get(path string) (*http.Response, string) {
	c.t.Helper()
	return c.do(http.MethodGet, path, "", nil)
}

func (c *command) post(path string, form url.Values) (*http.Response, string) {
	c.t.Helper()
	return c.do(http.MethodPost, path, form.Encode(), http.Header{"Content-Type": {"application/x-www-form-urlencoded"}})
}

// list asks the control for a JSON list.
func (c *command) list(path string) []map[string]any {
	c.t.Helper()
	response, text := c.get(path)
	require.Equal(c.t, "application/json", response.Header.Get("Content-Type"))
	var items []map[string]any
	require.NoError(c.t, json.Unmarshal([]byte(text), &items), text)
	require.NotNil(c.t, items, "null is no list")
	return items
}
