package main

import (
	"bytes"
	"context"
	"flag"
	"maps"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
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
func startDemo(t *testing.T, args ...string) (appOrigin, authOrigin string, stop func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	out, over := &output{}, make(chan error, 1)
	go func() { over <- run(ctx, append(args, "-app", ":0", "-auth", "0", "-dist", built(t)), out) }()
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

func TestDemoIsOnTwoSites(t *testing.T) {
	app, auth, stop := startDemo(t)
	other := strings.Replace(app, "localhost", "127.0.0.1", 1)
	assert.Equal(t, http.StatusOK, request(t, http.MethodGet, other+"/redirect", nil).StatusCode)
	session := request(t, http.MethodGet, auth+"/session", http.Header{"Origin": {other}})
	assert.Equal(t, other, session.Header.Get("Access-Control-Allow-Origin"))
	for _, page := range []string{"/", "/silent-logout"} {
		back := request(t, http.MethodGet, auth+"/v2/logout?client_id=%E2%80%A6&returnTo="+other+page, nil)
		assert.Equal(t, other+page, back.Header.Get("Location"))
	}

	rebound := request(t, http.MethodGet, app+"/redirect", http.Header{"Host": {"evil.example"}})
	assert.Equal(t, http.StatusFound, rebound.StatusCode)
	assert.Equal(t, app+"/", rebound.Header.Get("Location"))
	authByAddress := request(t, http.MethodGet, strings.Replace(auth, "localhost", "127.0.0.1", 1)+"/session", nil)
	assert.Equal(t, auth+"/", authByAddress.Header.Get("Location"), "the auth domain is on one site only")
	assert.NoError(t, stop())
}

// Nobody wants to type an address for each of the comparison's logouts.
func TestDemoComparesWithTheIncumbent(t *testing.T) {
	script := filepath.Join(t.TempDir(), "incumbent.js")
	require.NoError(t, os.WriteFile(script, []byte("script"), 0o600))
	app, auth, stop := startDemo(t, "-incumbent", script)
	served := request(t, http.MethodGet, app+"/incumbent.js", nil)
	assert.Equal(t, http.StatusOK, served.StatusCode)
	assert.Equal(t, "text/javascript; charset=utf-8", served.Header.Get("Content-Type"))
	assert.Equal(t, http.StatusOK, request(t, http.MethodGet, app+"/compare", nil).StatusCode)
	signedIn := request(t, http.MethodGet, auth+"/authorize?"+url.Values{
		"response_type": {"code"}, "client_id": {"…"}, "redirect_uri": {app + "/redirect"},
		"code_challenge": {strings.Repeat("a", 43)}, "code_challenge_method": {"S256"},
	}.Encode(), nil)
	assert.Contains(t, signedIn.Header.Get("Location"), app+"/redirect?code=")
	assert.NoError(t, stop())
}

func TestAppHosts(t *testing.T) {
	assert.Equal(t, []string{"localhost:3000", "127.0.0.1:3000"}, appHosts("localhost:3000"))
	assert.Equal(t, []string{"127.0.0.1:3000", "localhost:3000"}, appHosts("127.0.0.1:3000"))
	assert.Equal(t, []string{"[::1]:3000"}, appHosts("[::1]:3000"))
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
