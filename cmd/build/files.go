package main

import (
	"os"
	"path/filepath"
	"strings"
)

const version = "0.1.0"

// copyFiles copies what is not made: types, licences and package.json, which
// gets the version.
func copyFiles(out string) error {
	for source, name := range map[string]string{
		"web/passport.d.ts": "passport.d.ts",
		"web/package.json":  "package.json",
		"LICENSE":           "LICENSE",
		"LICENSE-go":        "LICENSE-go",
	} {
		data, err := os.ReadFile(source)
		if err != nil {
			return err
		}
		data = []byte(strings.ReplaceAll(string(data), "VERSION_FROM_BUILD", version))
		if err := os.WriteFile(filepath.Join(out, name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
