package main

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strconv"

	"github.com/evanw/esbuild/pkg/api"
)

// programModule is the file that runs the program, with Go's glue. The build in its
// name tells caches one from another: a tool that bundles takes no query for that.
func programModule(build string) string { return "passport.program-" + build + ".js" }

// removeOld removes what earlier builds have left under names of their own.
func removeOld(out string) error {
	for _, pattern := range []string{programModule("*"), tarball("*")} {
		old, err := filepath.Glob(filepath.Join(out, pattern))
		if err != nil {
			return err
		}
		for _, name := range old {
			if err := os.Remove(name); err != nil {
				return err
			}
		}
	}
	return nil
}

// bundles are the files made of JavaScript.
var bundles = []struct {
	source, name string // name is that of the program's module where it is empty
	format       api.Format
	banner       string
}{
	{"web/program/program.js", "", api.FormatESModule, "/*! Go runtime: BSD-3-Clause, see LICENSE-go */"},
	{"web/loader/entry.module.js", "passport.module.js", api.FormatESModule, banner},
	{"web/loader/entry.script.js", "passport.js", api.FormatIIFE, banner},
	{"web/loader/entry.require.js", "passport.cjs", api.FormatCommonJS, banner},
	{"web/loader/entry.inline.js", "passport.inline.js", api.FormatESModule, banner},
}

// banner has V8 compile all of the loader when it is loaded (explicit compile hints),
// and not when the user clicks. It counts on the first line only.
const banner = "//# allFunctionsCalledOnLoad\n/*! passport-logout " + version + " */"

// bundle makes them. They know the program's checksum, and what build they are of.
func bundle(out string, wasm []byte) error {
	build, err := buildID(wasm)
	if err != nil {
		return err
	}
	defines := map[string]string{
		"VERSION":        strconv.Quote(version),
		"BUILD":          strconv.Quote(build),
		"PROGRAM_MODULE": strconv.Quote(programModule(build)),
		"WASM_INTEGRITY": strconv.Quote(integrityOf(wasm)),
	}
	maps.Copy(defines, literals())
	for _, b := range bundles {
		name := b.name
		if name == "" {
			name = programModule(build)
		}
		result := api.Build(api.BuildOptions{
			EntryPoints:       []string{b.source},
			Outfile:           filepath.Join(out, name),
			Format:            b.format,
			Bundle:            true,
			Write:             true,
			Target:            api.ES2022,
			MinifySyntax:      true,
			MinifyWhitespace:  true,
			MinifyIdentifiers: true,
			LegalComments:     api.LegalCommentsNone,
			Banner:            map[string]string{"js": b.banner},
			Define:            defines,
			Plugins:           []api.Plugin{goRuntime, siblings(build)},
			LogLevel:          api.LogLevelWarning,
		})
		if len(result.Errors) > 0 {
			return errors.New(b.source + " does not bundle")
		}
	}
	return bundleTesting(out, defines)
}

// buildID names a build by all that its files are made of. Files of two builds do
// not fit together, and a loader runs no other build's.
func buildID(wasm []byte) (string, error) {
	sources := append([]byte(version), wasm...)
	for _, pattern := range []string{"wasm_exec.js", "web/loader/*.js", "web/program/*.js"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			return "", err
		}
		for _, name := range names {
			source, err := os.ReadFile(name)
			if err != nil {
				return "", err
			}
			sources = append(sources, source...)
		}
	}
	return hexOf(sources)[:12], nil
}

// siblings leaves in a bundle the imports of other files of dist, by the names that
// they have there.
func siblings(build string) api.Plugin {
	return api.Plugin{
		Name: "siblings",
		Setup: func(b api.PluginBuild) {
			for source, name := range map[string]string{
				"../program/program.js": programModule(build),
				"./entry.module.js":     "passport.module.js",
				"passport.wasm":         "passport.wasm.js",
			} {
				filter := "^" + regexp.QuoteMeta(source) + "$"
				b.OnResolve(api.OnResolveOptions{Filter: filter}, func(api.OnResolveArgs) (api.OnResolveResult, error) {
					return api.OnResolveResult{Path: "./" + name, External: true}, nil
				})
			}
		},
	}
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
