package main

import (
	"bytes"
	"context"
	"flag"
	"maps"
	"net"
	"net/http"
	"net/http/httptrace"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// built returns a folder with the names that make build makes.
func built(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"passport.module.js", "passport.program-x.js", "passport.wasm"} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(name), 0o600))
	}
	return dir
}

// output is written to by the demo while the test reads it.
type output struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (o *output) Write(data []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(data)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

// startDemo runs the demo on free ports until stop is called, which returns
// what run returned.
func startDemo(t *testing.T) (appOrigin, authOrigin string, stop func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	out, over := &output{}, make(chan error, 1)
	go func() { over <- run(ctx, []string{"-app", ":0", "-auth", "0", "-dist", built(t)}, out) }()
	origins := regexp.MustCompile(`http://localhost:\d+`)
	require.Eventually(t, func() bool { return strings.Contains(out.String(), "Stop with") }, 5*time.Second, 5*time.Millisecond)
	found := origins.FindAllString(out.String(), -1)
	require.Len(t, found, 2)
	return found[0], found[1], func() error { cancel(); return <-over }
}

func request(t *testing.T, method, url string, header http.Header) *http.Response {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, nil)
	require.NoError(t, err)
	maps.Copy(r.Header, header)
	if host := header.Get("Host"); host != "" {
		r.Host = host
	}
	response, err := http.DefaultTransport.RoundTrip(r)
	require.NoError(t, err)
	t.Cleanup(func() { _ = response.Body.Close() })
	return response
}

func TestDemoServesBothOrigins(t *testing.T) {
	app, auth, stop := startDemo(t)
	assert.Equal(t, http.StatusOK, request(t, http.MethodGet, app+"/", nil).StatusCode)
	assert.Contains(t, request(t, http.MethodGet, app+"/", nil).Header.Get("Content-Security-Policy"), "connect-src 'self' "+auth+";")
	assert.Equal(t, http.StatusOK, request(t, http.MethodGet, app+"/dist/passport.wasm", nil).StatusCode)

	session := request(t, http.MethodGet, auth+"/session", http.Header{"Origin": {app}})
	assert.Equal(t, app, session.Header.Get("Access-Control-Allow-Origin"))
	back := request(t, http.MethodGet, auth+"/v2/logout?client_id=%E2%80%A6&returnTo="+app+"/", nil)
	assert.Equal(t, app+"/", back.Header.Get("Location"))
	first := request(t, http.MethodGet, auth+"/v2/logout?client_id=%E2%80%A6", nil)
	assert.Equal(t, app+"/silent-logout", first.Header.Get("Location"))
	assert.NoError(t, stop())
}

func TestDemoSendsOtherHostsToTheRegisteredOne(t *testing.T) {
	app, _, stop := startDemo(t)
	byAddress := request(t, http.MethodGet, strings.Replace(app, "localhost", "127.0.0.1", 1)+"/redirect", nil)
	assert.Equal(t, http.StatusFound, byAddress.StatusCode)
	assert.Equal(t, app+"/", byAddress.Header.Get("Location"))
	rebound := request(t, http.MethodGet, app+"/", http.Header{"Host": {"evil.example"}})
	assert.Equal(t, http.StatusFound, rebound.StatusCode)
	assert.NoError(t, stop())
}

func TestStoppingReleasesARequestThatAFaultHolds(t *testing.T) {
	app, auth, stop := startDemo(t)
	set := request(t, http.MethodPost, app+"/fault?name=hang", nil)
	require.Equal(t, http.StatusNoContent, set.StatusCode)
	sent, released := make(chan struct{}), make(chan error, 1)
	trace := &httptrace.ClientTrace{WroteRequest: func(httptrace.WroteRequestInfo) { close(sent) }}
	r, err := http.NewRequestWithContext(httptrace.WithClientTrace(t.Context(), trace), http.MethodGet, auth+"/v2/logout", nil)
	require.NoError(t, err)
	go func() {
		_, err := http.DefaultTransport.RoundTrip(r)
		released <- err
	}()
	<-sent
	assert.NoError(t, stop())
	assert.Error(t, <-released)
}

func TestDemoRefuses(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer func() { _ = taken.Close() }()
	_, port, _ := net.SplitHostPort(taken.Addr().String())
	empty := t.TempDir()

	tests := map[string]struct {
		args []string
		says string
	}{
		"not built":       {[]string{"-dist", empty}, `there is no passport.module.js in ` + empty + `: run "make build" first`},
		"app port taken":  {[]string{"-dist", built(t), "-app", ":" + port}, "port " + port + " is taken: stop what uses it, or choose another with -app"},
		"auth port taken": {[]string{"-dist", built(t), "-app", ":0", "-auth", port}, "or choose another with -auth"},
		"no port":         {[]string{"-dist", built(t), "-app", "localhost"}, "cannot listen on port localhost, which -app sets"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			assert.ErrorContains(t, run(t.Context(), test.args, &output{}), test.says)
		})
	}
	assert.ErrorIs(t, run(t.Context(), []string{"-h"}, &output{}), flag.ErrHelp)
}
