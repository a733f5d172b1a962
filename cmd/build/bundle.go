package main

import (
	"errors"
	"path/filepath"
	"strconv"

	"github.com/evanw/esbuild/pkg/api"
)

// bundle makes the engine, with the program's checksum in it, and the loader,
// as an ES module and as a classic script, which imports the engine later.
func bundle(out string, wasm []byte) error {
	defines := map[string]string{
		"VERSION":        strconv.Quote(version),
		"WASM_VERSION":   strconv.Quote(hexOf(wasm)[:16]),
		"WASM_INTEGRITY": strconv.Quote(integrityOf(wasm)),
	}
	for _, entry := range []struct {
		source, name string
		format       api.Format
		banner       string
	}{
		{"web/engine/engine.js", "passport.engine.mjs", api.FormatESModule, "/*! Go runtime: BSD-3-Clause, see LICENSE-go */"},
		{"web/loader/entry.module.js", "passport.mjs", api.FormatESModule, "/*! passport-logout " + version + " */"},
		{"web/loader/entry.script.js", "passport.js", api.FormatIIFE, "/*! passport-logout " + version + " */"},
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
			Banner:            map[string]string{"js": entry.banner},
			Define:            defines,
			Plugins:           []api.Plugin{goRuntime},
			LogLevel:          api.LogLevelWarning,
		})
		if len(result.Errors) > 0 {
			return errors.New(entry.source + " does not bundle")
		}
		if entry.name == "passport.engine.mjs" {
			defines["ENGINE_VERSION"] = strconv.Quote(hexOf(result.OutputFiles[0].Contents)[:6])
		}
	}
	return nil
}

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
