package main

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"

	"github.com/evanw/esbuild/pkg/api"
)

//go:embed package.json package-lock.json pages
var files embed.FS

// installPeers installs the peers from npm, in the versions of
// package-lock.json, once into the user's cache, and returns the folder.
func installPeers() (dir string, err error) {
	manifest, _ := files.ReadFile("package.json")
	lock, _ := files.ReadFile("package-lock.json")
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(lock)
	dir = filepath.Join(cache, "passport-logout", "bench-"+hex.EncodeToString(sum[:6]))
	// npm writes this file when it is done.
	if _, err := os.Stat(filepath.Join(dir, "node_modules", ".package-lock.json")); err == nil {
		return dir, nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	for name, content := range map[string][]byte{"package.json": manifest, "package-lock.json": lock} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
			return "", err
		}
	}
	npm := exec.Command("npm", "ci", "--prefix", dir, "--ignore-scripts", "--no-audit", "--no-fund")
	if output, err := npm.CombinedOutput(); err != nil {
		return "", fmt.Errorf("npm ci: %w: %s", err, output)
	}
	return dir, nil
}

// versions are those of the peers, which package.json pins, and of the module.
func versions(dist string) (map[string]string, error) {
	var peers struct{ Dependencies map[string]string }
	var module struct{ Version string }
	data, err := files.ReadFile("package.json")
	if err == nil {
		err = json.Unmarshal(data, &peers)
	}
	if err == nil {
		data, err = os.ReadFile(filepath.Join(dist, "package.json"))
	}
	if err == nil {
		err = json.Unmarshal(data, &module)
	}
	if err != nil {
		return nil, err
	}
	versions := peers.Dependencies
	versions[moduleName] = module.Version
	return versions, nil
}

// bundle makes the script of a subject as an application's bundler does:
// minified, with what the page does not use left out. It sets the global peer.
func bundle(s subject, dir string) ([]byte, error) {
	limit, err := files.ReadFile("pages/limit.js")
	if err != nil {
		return nil, err
	}
	result := api.Build(api.BuildOptions{
		Stdin:             &api.StdinOptions{Contents: s.entry, ResolveDir: dir},
		Bundle:            true,
		Format:            api.FormatIIFE,
		GlobalName:        "peer",
		Platform:          api.PlatformBrowser,
		Target:            api.ES2022,
		MinifySyntax:      true,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		LegalComments:     api.LegalCommentsNone,
		Define:            map[string]string{"process.env.NODE_ENV": `"production"`, "global": "window"},
		Plugins:           []api.Plugin{embedded("./limit.js", string(limit))},
		LogLevel:          api.LogLevelError,
	})
	if len(result.Errors) > 0 {
		return nil, errors.New(s.name + " does not bundle")
	}
	return result.OutputFiles[0].Contents, nil
}

// forcesHTTPS is how the incumbent makes its logout URL of any auth domain.
const forcesHTTPS = `"https://$1"`

// writeIncumbent writes the incumbent's script, as it is measured, to a file, for an
// auth domain that has no https, as on this machine. The script sets the global
// peerVersion too.
func writeIncumbent(file, dist string) error {
	versions, err := versions(dist)
	if err != nil {
		return err
	}
	dir, err := installPeers()
	if err != nil {
		return err
	}
	at := slices.IndexFunc(subjects, func(s subject) bool { return s.name == incumbentName })
	code, err := bundle(subjects[at], dir)
	if err != nil {
		return err
	}
	if bytes.Count(code, []byte(forcesHTTPS)) != 1 {
		return fmt.Errorf("%s does not force https by %s", incumbentName, forcesHTTPS)
	}
	code = bytes.Replace(code, []byte(forcesHTTPS), []byte(`"http://$1"`), 1)
	code = fmt.Appendf(code, "var peerVersion = %q;\n", versions[incumbentName])
	return os.WriteFile(file, code, 0o644)
}

// embedded gives esbuild a file that is part of this command.
func embedded(name, contents string) api.Plugin {
	return api.Plugin{Name: name, Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: `^\./limit\.js$`}, func(api.OnResolveArgs) (api.OnResolveResult, error) {
			return api.OnResolveResult{Path: name, Namespace: "embedded"}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: "embedded"}, func(api.OnLoadArgs) (api.OnLoadResult, error) {
			return api.OnLoadResult{Contents: &contents, Loader: api.LoaderJS}, nil
		})
	}}
}
