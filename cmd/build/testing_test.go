package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTestingStandsInForThePackage(t *testing.T) {
	out := t.TempDir()
	require.NoError(t, bundle(out, []byte("program")))
	require.NoError(t, os.WriteFile(filepath.Join(out, "package.json"), []byte(`{"type": "module"}`), 0o644))
	for _, name := range []string{"testing.js", "testing.cjs"} {
		cmd := exec.Command("node", "--test", "web/testing/testing.test.mjs")
		cmd.Env = append(os.Environ(), "PASSPORT_TESTING="+filepath.Join(out, name))

		output, err := cmd.CombinedOutput()

		assert.NoError(t, err, "%s: %s", name, output)
	}
}

// What it says of a receipt is the program's to say.
func TestTestingHasTheReasonsOfTheProgram(t *testing.T) {
	standIn, err := os.ReadFile("web/testing/logout.js")
	require.NoError(t, err)
	names, err := filepath.Glob("pkg/passport/*.go")
	require.NoError(t, err)
	var program strings.Builder
	for _, name := range names {
		source, err := os.ReadFile(name)
		require.NoError(t, err)
		program.Write(source)
	}
	reasons := regexp.MustCompile(`reason: '([^']+)'`).FindAllStringSubmatch(string(standIn), -1)
	require.Len(t, reasons, 4)
	for _, reason := range reasons {
		assert.Contains(t, program.String(), `"`+reason[1]+`"`)
	}
}
