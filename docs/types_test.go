package docs

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// project is code that is checked together, against the types of the package.
type project struct {
	dir, tsc string
	files    []string
}

// newProject makes a folder in which the package is installed, as far as its types
// go.
func newProject(t *testing.T) *project {
	t.Helper()
	tsc := os.Getenv("TSC")
	if tsc == "" {
		t.Skip("TSC names no TypeScript compiler; make test and make quick install one")
	}
	p := &project{dir: t.TempDir(), tsc: tsc}
	types, err := filepath.Glob("../web/*.d.ts")
	require.NoError(t, err)
	for _, name := range append(types, "../web/package.json") {
		p.write(t, "node_modules/passport-logout/"+filepath.Base(name), read(t, name))
	}
	p.add(t, "app.d.ts", read(t, "testdata/app.d.ts"))
	return p
}

func (p *project) write(t *testing.T, name, text string) {
	t.Helper()
	path := filepath.Join(p.dir, name)
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
	require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
}

// add adds code to be checked.
func (p *project) add(t *testing.T, name, code string) {
	t.Helper()
	p.write(t, name, code)
	p.files = append(p.files, name)
}

func (p *project) check(t *testing.T) {
	t.Helper()
	config, err := json.Marshal(map[string]any{
		"files": p.files,
		"compilerOptions": map[string]any{
			"strict": true, "noEmit": true, "allowJs": true, "checkJs": true, "skipLibCheck": true,
			"target": "es2022", "module": "esnext", "moduleResolution": "bundler", "moduleDetection": "force",
			"lib": []string{"es2022", "dom", "dom.iterable"}, "types": []string{},
			"paths": map[string][]string{"/dist/passport.module.js": {"./node_modules/passport-logout/passport.d.ts"}},
		},
	})
	require.NoError(t, err)
	p.write(t, "tsconfig.json", string(config))
	output, err := exec.Command(p.tsc, "-p", p.dir).CombinedOutput()
	assert.NoError(t, err, string(output))
}

// A block of these takes the globals of the script tag, and says so.
const referencesGlobals = `/// <reference types="passport-logout/passport.js" />`

func TestModules(t *testing.T) {
	t.Parallel()
	p := newProject(t)
	for _, b := range blocksOf(t, "ts") {
		if !strings.HasPrefix(b.code, referencesGlobals) {
			p.add(t, b.where+".ts", b.code)
		}
	}
	for _, b := range blocksOf(t, "diff") {
		p.add(t, b.where+"-before.ts", side(b.code, '-'))
		p.add(t, b.where+"-after.ts", side(b.code, '+'))
	}
	p.check(t)
}

// side returns one side of a diff.
func side(diff string, sign byte) string {
	var code strings.Builder
	for line := range strings.Lines(diff) {
		if line[0] == sign || line[0] == ' ' {
			line = line[1:]
		} else if line != "\n" {
			continue
		}
		code.WriteString(line)
	}
	return code.String()
}

var (
	scriptElement = regexp.MustCompile(`(?s)<script( type="module")?>(.*?)</script>`)
	scriptSource  = regexp.MustCompile(`<script src="(?:/dist/)?([^"]+)"`)
)

// On a page with the script tag.
func TestScripts(t *testing.T) {
	t.Parallel()
	p := newProject(t)
	p.files = append(p.files, "node_modules/passport-logout/globals.d.ts")
	for _, b := range blocksOf(t, "js") {
		p.add(t, b.where+".js", b.code)
	}
	for _, b := range blocksOf(t, "ts") {
		if strings.HasPrefix(b.code, referencesGlobals) {
			p.add(t, b.where+".ts", b.code)
		}
	}
	for _, b := range blocksOf(t, "html") {
		for _, match := range scriptElement.FindAllStringSubmatch(b.code, -1) {
			p.add(t, b.where+".js", match[2])
		}
	}
	p.check(t)
}

// A page loads what the package has, and Go's glue.
func TestScriptSources(t *testing.T) {
	t.Parallel()
	files := read(t, "../web/package.json") + `"wasm_exec.js"`
	for _, b := range blocksOf(t, "html") {
		for _, name := range submatches(scriptSource.String(), b.code) {
			assert.Contains(t, files, `"`+name+`"`, b.where)
		}
	}
}
