//go:build !js

package jsbridge_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A file without the tag would break native builds of whoever imports it, and
// only there.
func TestEveryFileHasTheBuildTag(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) < 10 {
		t.Fatalf("found %d files: %v", len(files), err)
	}
	for _, name := range files {
		if name == "tags_test.go" {
			continue
		}
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(string(source), "//go:build js && wasm\n\npackage ") &&
			!strings.HasPrefix(string(source), "//go:build js && wasm\n\n//") {
			t.Errorf("%s does not begin with //go:build js && wasm", name)
		}
	}
}
