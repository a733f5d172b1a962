package packaging

import (
	"io/fs"
	"os"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestPackage compares what an installation has with what it is meant to have: no
// debug build, and no compressed copies.
func TestPackage(t *testing.T) {
	var names []string
	require.NoError(t, fs.WalkDir(os.DirFS(unpacked), ".", func(name string, entry fs.DirEntry, err error) error {
		if !entry.IsDir() {
			names = append(names, regexp.MustCompile(`-[0-9a-f]{12}\.`).ReplaceAllString(name, "-<build>."))
		}
		return err
	}))

	assert.ElementsMatch(t, []string{
		"LICENSE", "LICENSE-go", "README.md", "package.json", "integrity.json",
		"passport.js", "passport.module.js", "passport.cjs", "passport.inline.js",
		"passport.program-<build>.js", "passport.wasm", "testing.js", "testing.cjs", "testing.d.ts", "testing.d.cts", "passport.wasm.js",
		"passport.d.ts", "passport.d.cts", "globals.d.ts",
	}, names)
}
