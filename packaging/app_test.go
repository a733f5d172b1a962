package packaging

import (
	"bytes"
	"cmp"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

// app is a copy of an app with the package installed, and its own origin, at
// which it is registered at the auth domain.
type app struct {
	t                   *testing.T
	dir, origin, client string
	listener            net.Listener
}

// newApp copies an app's folders over one another, and edits in it what its user
// does: where it is, where the auth domain is, and more, in pairs.
func newApp(t *testing.T, folders []string, edits ...string) *app {
	t.Helper()
	listener, err := net.Listen("tcp", "localhost:0")
	require.NoError(t, err)
	t.Cleanup(func() { listener.Close() })
	_, port, err := net.SplitHostPort(listener.Addr().String())
	require.NoError(t, err)
	a := &app{t: t, origin: "http://localhost:" + port, client: "client-" + port, listener: listener}
	a.dir, err = os.MkdirTemp(work, "app-")
	require.NoError(t, err)
	first := strings.NewReplacer(edits...)
	then := strings.NewReplacer("http://localhost:3000", a.origin, "http://localhost:9000", auth, "YOUR_CLIENT_ID", a.client)
	edit := func(text string) string { return then.Replace(first.Replace(text)) }
	for _, folder := range folders {
		require.NoError(t, copyEdited(a.dir, folder, edit))
	}
	require.NoError(t, os.CopyFS(filepath.Join(a.dir, "node_modules", "passport-logout"), os.DirFS(unpacked)))
	domain.AddClient(authdomain.Client{
		ID:         a.client,
		LogoutURIs: []string{a.origin + "/silent-logout.html", a.origin + "/sub/silent-logout.html"},
		WebOrigins: []string{a.origin},
	})
	return a
}

// copyEdited copies a folder. What its tools have left in it is none of it.
func copyEdited(to, from string, edit func(string) string) error {
	return filepath.WalkDir(from, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(from, name)
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if entry.Name() == "node_modules" {
				return filepath.SkipDir
			}
			return os.MkdirAll(filepath.Join(to, relative), 0o755)
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, relative), []byte(edit(string(data))), 0o644)
	})
}

// run runs a command in the app's folder.
func (a *app) run(line string) {
	a.t.Helper()
	args := strings.Fields(line)
	_, err := command(a.dir, args[0], args[1:]...)
	require.NoError(a.t, err)
}

// copy copies files of the app, or of elsewhere, into a folder of it.
func (a *app) copy(folder string, names ...string) {
	a.t.Helper()
	for _, name := range names {
		if !filepath.IsAbs(name) {
			name = filepath.Join(a.dir, name)
		}
		data, err := os.ReadFile(name)
		require.NoError(a.t, err)
		require.NoError(a.t, os.WriteFile(filepath.Join(a.dir, folder, filepath.Base(name)), data, 0o644))
	}
}

// Types that a server gives, by the ends of names. Stock nginx knows no .mjs, and no
// .wasm before 1.21.
var (
	fewTypes = map[string]string{"": "text/html", ".html": "text/html", ".css": "text/css", ".js": "application/javascript"}
	// goTypes have what Go's own glue asks for.
	goTypes = map[string]string{"": "text/html", ".html": "text/html", ".js": "application/javascript", ".wasm": "application/wasm"}
)

// serve serves a folder of the app, below a path such as "/sub/".
func (a *app) serve(folder, base string, types map[string]string) {
	found := http.StripPrefix(strings.TrimSuffix(base, "/"), static(filepath.Join(a.dir, folder), types))
	server := &httptest.Server{Listener: a.listener, Config: &http.Server{Handler: found}}
	server.Start()
	a.t.Cleanup(server.Close)
}

// static serves a folder. What has no type is application/octet-stream.
func static(folder string, types map[string]string) http.Handler {
	found := http.FileServer(http.Dir(folder))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", cmp.Or(types[path.Ext(r.URL.Path)], "application/octet-stream"))
		found.ServeHTTP(w, r)
	})
}

// start runs a server of a tool's own until the test ends. {port} in its command
// becomes the app's. It returns when the server answers.
func (a *app) start(command string) {
	a.t.Helper()
	_, port, err := net.SplitHostPort(a.listener.Addr().String())
	require.NoError(a.t, err)
	a.listener.Close()
	args := strings.Fields(strings.ReplaceAll(command, "{port}", port))
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir = a.dir
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // it starts others, which end with it
	require.NoError(a.t, cmd.Start())
	a.t.Cleanup(func() {
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
		_ = cmd.Wait()
	})
	require.Eventually(a.t, func() bool {
		response, err := http.Get(a.origin)
		if err != nil {
			return false
		}
		return response.Body.Close() == nil
	}, patience, 100*time.Millisecond, command)
}

// keepsToItself asserts that no path of this machine is in what is published.
func (a *app) keepsToItself(folder string) {
	a.t.Helper()
	published := os.DirFS(filepath.Join(a.dir, folder))
	count := 0
	require.NoError(a.t, fs.WalkDir(published, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		count++
		data, err := fs.ReadFile(published, name)
		assert.False(a.t, bytes.Contains(data, []byte(a.dir)), name)
		return err
	}))
	assert.NotZero(a.t, count)
}
