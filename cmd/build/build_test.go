package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/wasmbinary"

	"github.com/passport-logout/passport-logout/internal/budget"
)

func TestMain(m *testing.M) {
	if err := os.Chdir("../.."); err != nil { // where the command runs
		panic(err)
	}
	os.Exit(m.Run())
}

func TestRuntimeIsTheCompilers(t *testing.T) {
	assert.NoError(t, checkRuntime())
}

func TestRuntimeGetsAGlobalObjectOfItsOwn(t *testing.T) {
	code, err := scopedRuntime("wasm_exec.js")

	require.NoError(t, err)
	assert.False(t, regexp.MustCompile(`[^"]globalThis`).MatchString(code), "outside of its error messages")
	assert.True(t, strings.Contains(code, "goGlobal.Go = class"))
	assert.True(t, strings.Contains(code, "goGlobal.fs.writeSync(fd,"))
}

// What is missing would end the program where Go is surprised.
func TestTheGlobalObjectHasWhatGoTakesFromIt(t *testing.T) {
	root, err := goEnv("GOROOT")
	require.NoError(t, err)
	scope, err := os.ReadFile("web/program/scope.js")
	require.NoError(t, err)
	var names []string
	for _, file := range []string{"js.go", "func.go"} {
		source, err := os.ReadFile(filepath.Join(root, "src/syscall/js", file))
		require.NoError(t, err)
		for _, match := range regexp.MustCompile(`(?:Global\(\)|valueGlobal)\.Get\("(\w+)"\)`).FindAllStringSubmatch(string(source), -1) {
			names = append(names, match[1])
			assert.Regexp(t, `(?m)^  `+match[1]+`\b`, string(scope))
		}
	}
	assert.Subset(t, names, []string{"Object", "console"})
}

func TestBundleCarriesTheProgramsChecksum(t *testing.T) {
	out := t.TempDir()

	require.NoError(t, bundle(out, []byte("program")))

	modules, err := filepath.Glob(filepath.Join(out, programModule("*")))
	require.NoError(t, err)
	require.Len(t, modules, 1)
	module, err := os.ReadFile(modules[0])
	require.NoError(t, err)
	assert.Contains(t, string(module), integrityOf([]byte("program")))
	for _, name := range []string{"passport.js", "passport.module.js", "passport.cjs"} {
		loader, err := os.ReadFile(filepath.Join(out, name))
		require.NoError(t, err)
		assert.Contains(t, string(loader), version)
		assert.NotContains(t, string(loader), "goGlobal", "the glue is not on the page's critical path")
	}
}

func TestSums(t *testing.T) {
	out := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(out, "passport.js"), nil, 0o644))
	require.NoError(t, os.WriteFile(filepath.Join(out, "LICENSE"), nil, 0o644))

	require.NoError(t, writeSums(out))

	sums, err := os.ReadFile(filepath.Join(out, "SHA256SUMS"))
	require.NoError(t, err)
	const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
	assert.Equal(t, empty+"  LICENSE\n"+empty+"  passport.js\n", string(sums))
	integrity, err := os.ReadFile(filepath.Join(out, "integrity.json"))
	require.NoError(t, err)
	assert.Contains(t, string(integrity), `"passport.js": "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb"`)
	assert.NotContains(t, string(integrity), "LICENSE")
}

func TestFilesCarryTheVersion(t *testing.T) {
	out := t.TempDir()

	require.NoError(t, copyFiles(out))

	manifest, err := os.ReadFile(filepath.Join(out, "package.json"))
	require.NoError(t, err)
	assert.Contains(t, string(manifest), `"version": "`+version+`"`)
	assert.FileExists(t, filepath.Join(out, "passport.d.ts"))
}

func TestABudgetThatIsExceededFails(t *testing.T) {
	out := smallFiles(t)
	require.NoError(t, checkBudgets(out, true))

	require.NoError(t, os.WriteFile(filepath.Join(out, "passport.wasm.br"), make([]byte, budget.Program+1), 0o644))

	assert.ErrorContains(t, checkBudgets(out, true), "passport.wasm is over its budget")
	assert.NoError(t, checkBudgets(out, false), "the program has none when it is not stripped")

	require.NoError(t, os.WriteFile(filepath.Join(out, "passport.js.br"), make([]byte, budget.Loader+1), 0o644))

	assert.ErrorContains(t, checkBudgets(out, false), "passport.js is over its budget")
}

// smallFiles makes a folder of files that are within every budget.
func smallFiles(t *testing.T) (out string) {
	out = t.TempDir()
	for _, f := range budgets {
		require.NoError(t, os.WriteFile(filepath.Join(out, strings.Replace(f.name, "*", "x", 1)), []byte("small"), 0o644))
	}
	return out
}

func TestAProgramOfAnUnknownToolchainIsShippedButFailsTheSizes(t *testing.T) {
	out := smallFiles(t)
	linked := wasmbinary.WriteSections([]wasmbinary.Section{{
		ID: wasmbinary.CustomSection, Name: wasmbinary.ProducersSection,
		Body: []byte("\x01\x08language\x01\x02Go\x08go1.27.1"),
	}})
	named := filepath.Join(out, namedProgram)
	require.NoError(t, os.WriteFile(named, linked, 0o644))

	p, err := readProgram(named)
	require.NoError(t, err)
	assert.Equal(t, linked, p.shipped)

	err = printShares(out)
	for _, part := range []string{"passport.wasm is not stripped", "a program of go1.27.1", "GOTOOLCHAIN=go1.26.8"} {
		assert.ErrorContains(t, err, part)
	}
}

func TestPackageOf(t *testing.T) {
	for name, want := range map[string]string{
		"github.com_passport_logout_passport_logout_pkg_passport.New": "pkg_passport",
		"runtime.mallocgc": "runtime",
		"memeqbody":        "(assembly)",
	} {
		assert.Equal(t, want, packageOf(name), strings.ToUpper(name))
	}
}

func TestThisToolchainsRuntimeLosesTheFormattingOfFloats(t *testing.T) {
	path, err := writeOverlay(t.TempDir())
	require.NoError(t, err)
	overlay, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Contains(t, string(overlay), "src/runtime/print.go")

	_, err = withoutFloats("package runtime")
	assert.ErrorIs(t, err, errPrintsFloats)
}

func TestABuildRemovesWhatOthersHaveLeft(t *testing.T) {
	out := t.TempDir()
	for _, name := range []string{programModule("0123"), tarball("0.0.9"), "mine.js"} {
		require.NoError(t, os.WriteFile(filepath.Join(out, name), nil, 0o644))
	}

	require.NoError(t, removeOld(out))

	left, err := filepath.Glob(filepath.Join(out, "*"))
	require.NoError(t, err)
	assert.Equal(t, []string{filepath.Join(out, "mine.js")}, left)
}
