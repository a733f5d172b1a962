package main

import (
	"errors"
	"path/filepath"
	"strconv"

	"github.com/evanw/esbuild/pkg/api"
)

// bundle makes the loader, as an ES module and as a classic script, and what
// the loader imports later: Go's glue, with the program's checksum in it.
func bundle(out string, wasm []byte) error {
	for _, entry := range []struct {
		source, name string
		format       api.Format
	}{
		{"web/loader/entry.module.js", "passport.mjs", api.FormatESModule},
		{"web/loader/entry.script.js", "passport.js", api.FormatIIFE},
		{"web/engine/start.js", "passport.engine.mjs", api.FormatESModule},
	} {
		result := api.Build(api.BuildOptions{
			EntryPoints:       []string{entry.source},
			Outfile:           filepath.Join(out, entry.name),
			Format:            entry.format,
			Bundle:            true,
			Write:             true,
			Target:            api.ES2022,
			MinifySyntax:      true,
			MinifyWhitespace:  true,
			MinifyIdentifiers: true,
			LegalComments:     api.LegalCommentsNone,
			Banner:            map[string]string{"js": banner},
			Define: map[string]string{
				"VERSION":        strconv.Quote(version),
				"WASM_VERSION":   strconv.Quote(hexOf(wasm)[:16]),
				"WASM_INTEGRITY": strconv.Quote(integrityOf(wasm)),
			},
			Plugins:  []api.Plugin{goRuntime},
			LogLevel: api.LogLevelWarning,
		})
		if len(result.Errors) > 0 {
			return errors.New("the loader does not bundle")
		}
	}
	return nil
}

const banner = "/*! passport-logout " + version + ", Apache-2.0; Go runtime: BSD-3-Clause, see LICENSE-go */"

// goRuntime gives the toolchain's wasm_exec.js, which is not changed, a global
// object of its own: it would leave Go, fs, process and path on the page's.
var goRuntime = api.Plugin{
	Name: "go-runtime",
	Setup: func(build api.PluginBuild) {
		build.OnLoad(api.OnLoadOptions{Filter: `[/\\]wasm_exec\.js$`}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			runtime, err := scopedRuntime(args.Path)
			return api.OnLoadResult{Contents: &runtime, Loader: api.LoaderJS, ResolveDir: filepath.Dir(args.Path)}, err
		})
	},
}
