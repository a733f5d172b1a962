// Package examples runs the examples that are tests of an app, as their user does:
// copied, with the package installed.
package examples

import (
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestVitest(t *testing.T) {
	npmTest(t, "testing-vitest")
}

func TestPlaywright(t *testing.T) {
	root, err := filepath.Abs("..")
	require.NoError(t, err)
	t.Setenv("CHROMIUM", chromium(t))
	app, auth := freePort(t), freePort(t)
	npmTest(t, "testing-playwright",
		"go run github.com/passport-logout/passport-logout/cmd/authdomain@latest",
		"go run -C "+root+" ./cmd/authdomain -addr localhost:"+auth,
		"localhost:9000", "localhost:"+auth,
		"localhost:3000", "localhost:"+app,
		"127.0.0.1:3000", "127.0.0.1:"+app,
		"--port 3000", "--port "+app)
}

// npmTest copies an example, with edits in pairs, installs what it asks for, and
// runs its tests. In the place of the published package stands a build.
func npmTest(t *testing.T, example string, edits ...string) {
	t.Helper()
	dist := t.TempDir()
	run(t, "..", "go", "run", "./cmd/build", "-o", dist)
	dir := t.TempDir()
	copyEdited(t, dir, example, strings.NewReplacer(edits...))

	run(t, dir, "npm", "install", "--install-links", "--ignore-scripts", "--no-audit", "--no-fund", "passport-logout@file:"+dist)

	run(t, dir, "npm", "test")
}

// copyEdited copies what belongs to an example, and not what its tools have left.
func copyEdited(t *testing.T, to, example string, edit *strings.Replacer) {
	t.Helper()
	listed, err := exec.Command("git", "ls-files", "--cached", "--others", "--exclude-standard", example).Output()
	require.NoError(t, err)
	for name := range strings.Lines(string(listed)) {
		name = strings.TrimSuffix(name, "\n")
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		copied := filepath.Join(to, strings.TrimPrefix(name, example))
		require.NoError(t, os.MkdirAll(filepath.Dir(copied), 0o755))
		require.NoError(t, os.WriteFile(copied, []byte(edit.Replace(string(text))), 0o644))
	}
}

func run(t *testing.T, dir, name string, args ...string) {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	output, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s %s: %s", name, strings.Join(args, " "), output)
	t.Logf("%s", output)
}

// freePort returns a port at which nobody listens now.
func freePort(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "localhost:0")
	require.NoError(t, err)
	defer listener.Close()
	_, port, err := net.SplitHostPort(listener.Addr().String())
	require.NoError(t, err)
	return port
}

func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	require.Fail(t, "Chromium or Chrome is not installed")
	return ""
}
