package main

import (
	"errors"
	"path/filepath"
	"slices"

	"github.com/evanw/esbuild/pkg/api"
)

// bundleTesting makes what stands in the place of the package in an app's unit
// tests, as an ES module and for CommonJS.
func bundleTesting(out string, defines map[string]string) error {
	for name, format := range map[string]api.Format{"testing.js": api.FormatESModule, "testing.cjs": api.FormatCommonJS} {
		result := api.Build(api.BuildOptions{
			EntryPoints: []string{"web/testing/entry.js"},
			Outfile:     filepath.Join(out, name),
			Format:      format,
			Bundle:      true,
			Write:       true,
			Target:      api.ES2022,
			Platform:    api.PlatformNode, // so that an import finds the names of the CommonJS file
			Define:      defines,
			Inject:      []string{"web/testing/page.js"},
			Plugins:     []api.Plugin{withoutBrowser},
			LogLevel:    api.LogLevelWarning,
		})
		if len(result.Errors) > 0 {
			return errors.New("web/testing does not bundle")
		}
	}
	return nil
}

// standIns are the modules of the loader that need a browser, by the module of
// web/testing that stands in their place. All others are the loader's own: the
// classes, the checks, the order of a logout.
var standIns = map[string][]string{
	"browser.js":      {"./natives.js", "./measure.js", "./frame.js", "./leave.js", "./load.js", "./popup.js", "./tabs.js"},
	"callback.js":     {"./callback.js"},
	"frontchannel.js": {"./frontchannel.js"},
	"config.js":       {"./config.js"},
	"logout.js":       {"./logout.js"},
	"watch.js":        {"./watch.js"},
}

var withoutBrowser = api.Plugin{
	Name: "without-browser",
	Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: `^\./`}, func(args api.OnResolveArgs) (result api.OnResolveResult, err error) {
			for standIn, replaced := range standIns {
				if filepath.Base(args.ResolveDir) == "loader" && slices.Contains(replaced, args.Path) {
					result.Path = filepath.Join(args.ResolveDir, "..", "testing", standIn)
				}
			}
			return result, nil
		})
	},
}
