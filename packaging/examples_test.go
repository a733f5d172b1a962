package packaging

import (
	"cmp"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestExamples builds the examples as their README files say, and drives them.
func TestExamples(t *testing.T) {
	for name, c := range map[string]struct {
		example string
		config  string // a folder of tools/ that is copied over it
		path    string // of the page, / by default
		build   string
		public  string // what is published, served where there is no server
		server  string
	}{
		"plain":              {example: "plain", public: "."},
		"vite-react-ts":      {example: "vite-react-ts", build: "npm run build", public: "dist"},
		"next":               {example: "next", build: "npm run build", public: ".next/static", server: "npm run start -- --port {port}"},
		"next, with a base":  {example: "next", config: "next-base", path: "/sub", build: "npm run build", public: ".next/static", server: "npm run start -- --port {port}"},
		"next, with webpack": {example: "next", build: "npm run build -- --webpack", public: ".next/static", server: "npm run start -- --port {port}"},
		"sveltekit":          {example: "sveltekit", build: "npm run build", public: "build"},
		"vite-react-ts, dev": {example: "vite-react-ts", server: "npm run dev -- --port {port} --strictPort"},
		"next, dev":          {example: "next", server: "npm run dev -- --port {port}"},
		"sveltekit, dev":     {example: "sveltekit", server: "npm run dev -- --port {port} --strictPort"},
	} {
		t.Run(name, func(t *testing.T) {
			folders := []string{filepath.Join("..", "examples", c.example)}
			if c.config != "" {
				folders = append(folders, filepath.Join("tools", c.config))
			}
			a := newApp(t, folders, "http://localhost:3000/silent", "http://localhost:3000"+c.path+"/silent")
			if c.build != "" {
				a.run(c.build)
			}
			if c.public != "" {
				a.keepsToItself(c.public)
			}
			if c.server != "" {
				a.start(c.server)
			} else {
				a.serve(c.public, "/", fewTypes)
			}

			a.logsOut(cmp.Or(c.path, "/"))
		})
	}
}

// TestGoExamples builds those that run no JavaScript of the package.
func TestGoExamples(t *testing.T) {
	root, err := filepath.Abs("..")
	require.NoError(t, err)
	for example, build := range map[string]string{
		"go-glue":    "go build -C " + root + " -o {dir}/passport.wasm ./cmd/wasm",
		"go-program": "go build -o app.wasm .",
	} {
		t.Run(example, func(t *testing.T) {
			t.Setenv("GOOS", "js")
			t.Setenv("GOARCH", "wasm")
			a := newApp(t, []string{filepath.Join("..", "examples", example)}, "=> ../..", "=> "+root)
			a.run(strings.Replace(build, "{dir}", a.dir, 1))
			a.copy(".", filepath.Join(root, "wasm_exec.js"))
			a.serve(".", "/", goTypes)

			a.logsOut("/")
			if example == "go-program" {
				a.logsOutInEveryMode()
			}
		})
	}
}

// logsOutInEveryMode presses each button of the Go program.
func (a *app) logsOutInEveryMode() {
	a.t.Helper()
	for mode, want := range map[string]string{
		"silent": "silent ended location", "popup": "popup ended popup", "auto": "silent ended location", "local": "local skipped ",
		"redirect": "", // the page that comes back has no receipt
	} {
		p := newTab(a.t)
		p.signIn(a)
		p.open(a.origin + "/")
		p.shown(`button:enabled`)

		require.NoError(a.t, chromedp.Do(p.ctx, chromedp.Click(chromedp.CSS("#"+mode)))) // by a user, for the popup
		text := p.shown(`pre`)

		if want == "" {
			assert.Equal(a.t, "Nobody is signed in.", text)
		} else {
			var got receipt
			require.NoError(a.t, json.Unmarshal([]byte(text), &got), text)
			assert.Equal(a.t, want, strings.Replace(got.Mode+" "+got.IDP.Status+" "+got.IDP.Via, "message", "location", 1))
		}
		assert.Empty(a.t, p.errors(), mode)
	}
}
