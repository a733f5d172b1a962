package main

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"

	"github.com/passport-logout/passport-logout/internal/compress"
)

const version = "0.1.0"

// copies are the files that are not made, by where they go. The types stand there
// twice: TypeScript reads a .d.cts for who requires CommonJS.
var copies = map[string]string{
	"passport.d.ts":  "web/passport.d.ts",
	"passport.d.cts": "web/passport.d.ts",
	"globals.d.ts":   "web/globals.d.ts",
	"testing.d.ts":   "web/testing.d.ts",
	"testing.d.cts":  "web/testing.d.cts",
	"package.json":   "web/package.json",
	"README.md":      "README.md",
	"LICENSE":        "LICENSE",
	"LICENSE-go":     "LICENSE-go",
}

// copyFiles copies them; package.json gets the version.
func copyFiles(out string) error {
	for name, source := range copies {
		data, err := os.ReadFile(source)
		if err != nil {
			return err
		}
		text := strings.ReplaceAll(string(data), "VERSION_FROM_BUILD", version)
		if err := os.WriteFile(filepath.Join(out, name), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// writeInline writes the program as a JavaScript module, for tools that lose files
// beside the code: gzip, which browsers can undo, in base64.
func writeInline(out string, wasm []byte) error {
	text := base64.StdEncoding.EncodeToString(compress.Gzip(wasm))
	return os.WriteFile(filepath.Join(out, "passport.wasm.js"), []byte("export default '"+text+"';\n"), 0o644)
}

// writeAlias writes the ES module's other name, for pages that load it without a
// tool from a server that knows the type of .mjs files.
func writeAlias(out string) error {
	return os.WriteFile(filepath.Join(out, "passport.mjs"), []byte("export * from './passport.module.js';\n"), 0o644)
}
