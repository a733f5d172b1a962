package strip

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/wasmbinary"
)

// torture compiles testdata/torture, and strips it.
func torture(t *testing.T) (linked, stripped string) {
	t.Helper()
	linked, stripped = filepath.Join(t.TempDir(), "linked.wasm"), filepath.Join(t.TempDir(), "stripped.wasm")
	compiler := exec.Command("go", "build", "-trimpath", "-o", linked, "./testdata/torture")
	compiler.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0", "GOWASM=", "GOFLAGS=")
	output, err := compiler.CombinedOutput()
	require.NoError(t, err, string(output))
	program, err := os.ReadFile(linked)
	require.NoError(t, err)
	program, err = Program(program)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(stripped, program, 0o644))
	return linked, stripped
}

// run runs a program under node, as Go's own tests do.
func run(t *testing.T, program string, args ...string) (output, crash string, code int) {
	t.Helper()
	root, err := exec.Command("go", "env", "GOROOT").Output()
	require.NoError(t, err)
	glue := filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec_node.js")
	cmd := exec.Command("node", append([]string{glue, program}, args...)...)
	cmd.Env = []string{"PATH=" + os.Getenv("PATH")} // Go's glue has little room for more
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		require.ErrorAs(t, err, new(*exec.ExitError))
	}
	return stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()
}

func TestStrippedProgramRunsAsBefore(t *testing.T) {
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("node is not installed; it runs the programs that are compared")
	}
	linked, stripped := torture(t)

	before, crash, code := run(t, linked)
	require.Zero(t, code, crash)
	require.Contains(t, before, "value method main.value.String called using nil *value pointer")
	require.True(t, strings.HasSuffix(before, "\nthe end\n"), before)
	after, crash, code := run(t, stripped)
	assert.Zero(t, code, crash)
	assert.Equal(t, before, after)

	for _, ending := range []string{"panic", "nil", "nested", "deadlock", "fatal", "exit"} {
		_, before, codeBefore := run(t, linked, ending)
		_, after, codeAfter := run(t, stripped, ending)
		assert.NotZero(t, codeBefore, ending)
		assert.Equal(t, codeBefore, codeAfter, ending)
		message, _, _ := strings.Cut(before, "\n\n") // the stack follows, which has no names now
		assert.Equal(t, ending == "exit", message == "", ending)
		assert.True(t, strings.HasPrefix(after, message), "%s: %s\n%s", ending, message, after)
	}
}

func TestStripLeavesAloneWhatItDoesNotKnow(t *testing.T) {
	linked, _ := torture(t)
	program, err := os.ReadFile(linked)
	require.NoError(t, err)
	replaced := func(old, new string) []byte {
		require.Contains(t, string(program), old)
		return bytes.ReplaceAll(program, []byte(old), []byte(new))
	}
	for want, unknown := range map[string][]byte{
		"not a WebAssembly program":                []byte("<!doctype html>"),
		"slice bounds out of range":                program[:len(program)/2],
		"a program of go1.27":                      replaced("go1.26", "go1.27"),
		"an unknown toolchain":                     replaced("producers", "consumers"),
		"there is not one header":                  replaced("\xf1\xff\xff\xff\x00\x00\x01\x08", "\xf0\xff\xff\xff\x00\x00\x01\x08"),
		"wrapper functions have another ID":        damaged(t, program, "runtime.deferreturn", recordID),
		"is not in its place":                      damaged(t, program, "runtime.deferreturn", 0),
		"the functions do not start where they sh": damagedModule(t, program, moduleMinPC),
		"there is no moduledata":                   damagedModule(t, program, 0),
		"the parts are not in order":               damagedModule(t, program, moduleBuckets+5),
	} {
		_, err := Program(unknown)
		assert.ErrorContains(t, err, want)
	}
}

// damaged changes a byte of a function's record.
func damaged(t *testing.T, program []byte, function string, offset int) []byte {
	return edited(t, program, func(m memory, table pclntab) {
		for i, r := range table.readRecords() {
			if r.name == function {
				list := table.records.of(m)
				list[list.uint32(8*i+4)+offset] ^= 0xff
			}
		}
	})
}

// damagedModule changes a byte of the moduledata.
func damagedModule(t *testing.T, program []byte, offset int) []byte {
	return edited(t, program, func(m memory, table pclntab) {
		header := bytes.Index(m, pcHeader)
		module := findModule(m, header, []int{table.names.start, table.units.start})
		module[offset] ^= 0xff
	})
}

func edited(t *testing.T, program []byte, edit func(m memory, table pclntab)) []byte {
	t.Helper()
	sections, err := wasmbinary.ReadSections(program)
	require.NoError(t, err)
	data := find(sections, wasmbinary.DataSection, "")
	m := readMemory(data.Body)
	edit(m, findTable(m))
	data.Body = m.segments(8)
	return wasmbinary.WriteSections(sections)
}

func TestKeptName(t *testing.T) {
	for name, want := range map[string]string{
		"runtime.bgsweep":         "runtime.",
		"reflect.makeFuncStub":    "reflect.makeFuncStub",
		"reflect.methodValueCall": "reflect.methodValueCall",
		"main.main":               "",
		"main.(*value).String":    "",
	} {
		assert.Equal(t, want, keptName(record{name: name}))
	}
	assert.Equal(t, "main.(*value).String", keptName(record{name: "main.(*value).String", id: wrapper}))
}
