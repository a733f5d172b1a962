package packaging

import (
	"cmp"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestTools builds one small app with each tool, as it is or as its user asks for,
// without configuration.
func TestTools(t *testing.T) {
	for name, c := range map[string]struct {
		// config is a folder of tools/ that is copied over the app.
		config string
		edits  []string
		build  string
		// copies are the app's files that the tool leaves where they are.
		copies []string
		out    string // dist by default
		base   string // / by default
	}{
		"vite":                {build: "vite build"},
		"vite with a base":    {build: "vite build --base=/sub/", base: "/sub/"},
		"vite 7":              {build: "node ../../node_modules/vite7/bin/vite.js build"},
		"rollup, inline":      {config: "rollup", edits: inline, build: "rollup -c rollup.config.mjs -i main.js -d dist", copies: files},
		"rollup, plugin":      {config: "rollup-plugin", build: "rollup -c rollup.config.mjs -i main.js -d dist", copies: files},
		"webpack":             {config: "webpack", build: "node webpack.mjs", copies: files},
		"esbuild":             {build: "esbuild main.js --bundle --format=esm --outfile=dist/main.js", copies: files},
		"esbuild, splitting":  {build: "esbuild main.js --bundle --format=esm --splitting --outdir=dist", copies: files},
		"rollup, copied":      {config: "rollup", edits: byURL, build: "rollup -c rollup.config.mjs -i main.js -d dist", copies: append(files, wasm)},
		"esbuild, iife":       {build: "esbuild main.js --bundle --outfile=dist/main.js", copies: files},
		"esbuild, copied":     {edits: byURL, build: "esbuild main.js --bundle --format=esm --splitting --outdir=dist", copies: append(files, wasm)},
		"esbuild, production": {build: "esbuild main.js --bundle --format=esm --splitting --conditions=production --outdir=dist", copies: append(files, wasm)},
		"webpack, require":    {config: "webpack", edits: required, build: "node webpack.mjs", copies: files},
		"webpack, told":       {config: "webpack", edits: told("new URL('passport-logout/passport.wasm', import.meta.url)"), build: "node webpack.mjs", copies: files},
		"esbuild, require":    {edits: required, build: "esbuild main.js --bundle --outfile=dist/main.js", copies: files},
		"vite, told":          {edits: told("(await import('passport-logout/passport.wasm?url')).default"), build: "vite build"},
		"parcel":              {build: "parcel build index.html --no-cache --dist-dir=dist --public-url=.", copies: files[1:]},
		"no tool":             {edits: plain, build: "true", out: ".", copies: files[1:]},
	} {
		t.Run(name, func(t *testing.T) {
			folders := []string{"app"}
			if c.config != "" {
				folders = append(folders, filepath.Join("tools", c.config))
			}
			c.base, c.out = cmp.Or(c.base, "/"), cmp.Or(c.out, "dist")
			edits := append(c.edits, "http://localhost:3000/silent", "http://localhost:3000"+c.base+"silent")
			a := newApp(t, folders, edits...)
			a.copy("public", filepath.Join(unpacked, "passport.js"))
			a.run(c.build)
			a.copy(c.out, c.copies...)
			a.keepsToItself(c.out)
			a.serve(c.out, c.base, fewTypes)

			a.logsOut(c.base)
		})
	}
}

// The files of an app that a tool leaves where they are.
var files = []string{"index.html", "public/silent-logout.html", "public/passport.js"}

// wasm is the program in the package, for the tools that do not copy it.
const wasm = "node_modules/passport-logout/passport.wasm"

// How an app gets the package, other than by an import of its name.
var (
	required = []string{"import { config, passport } from 'passport-logout';", "const { config, passport } = require('passport-logout');"}
	byURL    = []string{"'passport-logout'", "'passport-logout/url'"}
	inline   = []string{"'passport-logout'", "'passport-logout/inline'"}
	plain    = []string{"'passport-logout'", "'./node_modules/passport-logout/passport.module.js'"}
)

// told has an app say where the program is.
func told(wasm string) []string {
	return []string{"\nconst instance", "\npassport.wasm = " + wasm + ";\nconst instance"}
}

// TestAToolThatLosesTheProgram is Rollup without help, whose user is told.
func TestAToolThatLosesTheProgram(t *testing.T) {
	a := newApp(t, []string{"app", "tools/rollup"})
	a.run("rollup -c rollup.config.mjs -i main.js -d dist")
	a.copy("dist", files[0])
	a.serve("dist", "/", fewTypes)
	p := newTab(t)
	p.open(a.origin)

	said := p.shown("pre:not(:empty)")

	assert.Regexp(t, `^`+a.origin+`/passport\.wasm\?v=\w+ could not be loaded \(status 404\); .* import passport-logout/inline$`, said)
}

// TestServers opens the app at the tools' own servers, which bundle nothing, or
// what is asked for.
func TestServers(t *testing.T) {
	for name, command := range map[string]string{
		"vite":   "vite --port {port} --strictPort",
		"vite 7": "node ../../node_modules/vite7/bin/vite.js --port {port} --strictPort",
		"parcel": "parcel serve index.html --no-cache --dist-dir=public --port {port}",
	} {
		t.Run(name, func(t *testing.T) {
			a := newApp(t, []string{"app"})
			a.copy("public", filepath.Join(unpacked, "passport.js"))
			a.start(command)

			a.logsOut("/")
		})
	}
}

// TestCDN imports the package from another origin, whose server says that it may.
func TestCDN(t *testing.T) {
	cdn := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		static(unpacked, fewTypes).ServeHTTP(w, r)
	}))
	defer cdn.Close()
	a := newApp(t, []string{"app"}, "'passport-logout'", "'"+cdn.URL+"/passport.module.js'", `"passport.js"`, `"`+cdn.URL+`/passport.js"`)
	a.copy(".", files[1])
	a.serve(".", "/", fewTypes)

	a.logsOut("/")
}
