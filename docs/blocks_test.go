package docs

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// block is code in a document.
type block struct {
	language, code string
	where          string // the document and the line, such as modes-20
}

var fence = regexp.MustCompile("(?ms)^```(\\w*)\n(.*?)^```$")

func blocks(t *testing.T) []block {
	t.Helper()
	var found []block
	for _, page := range pages(t) {
		for _, at := range fence.FindAllStringSubmatchIndex(page.text, -1) {
			name := strings.TrimSuffix(strings.NewReplacer("../", "", "/", "-").Replace(page.name), ".md")
			if page.name == "README.md" {
				name = "docs-README"
			}
			found = append(found, block{
				language: page.text[at[2]:at[3]],
				code:     page.text[at[4]:at[5]],
				where:    fmt.Sprintf("%s-%d", name, strings.Count(page.text[:at[0]], "\n")+1),
			})
		}
	}
	return found
}

func blocksOf(t *testing.T, languages ...string) []block {
	t.Helper()
	return slices.DeleteFunc(blocks(t), func(b block) bool { return !slices.Contains(languages, b.language) })
}

// Only text is checked by nobody.
func TestEveryBlockIsChecked(t *testing.T) {
	t.Parallel()
	for _, b := range blocks(t) {
		assert.Contains(t, []string{"ts", "diff", "js", "html", "go", "json", "sh", "text"}, b.language, b.where)
	}
}

func TestJSON(t *testing.T) {
	t.Parallel()
	for _, b := range blocksOf(t, "json") {
		assert.True(t, json.Valid([]byte(b.code)), b.where)
	}
}

// A block that is no whole file stands in a function.
const goFunction = `package block

import (
	"context"
	"log"
	"syscall/js"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
	"github.com/passport-logout/passport-logout/pkg/passport"
)

var _ = []any{log.Print, js.Global, jsbridge.NewWindow}

func block(ctx context.Context, client *passport.Client) error {
%s%s}
`

func TestGo(t *testing.T) {
	t.Parallel()
	for _, b := range blocksOf(t, "go") {
		code := b.code
		if !strings.HasPrefix(code, "package ") {
			end := "return nil\n"
			if strings.Contains("\n"+code, "\nreturn ") {
				end = ""
			}
			code = fmt.Sprintf(goFunction, code, end)
		}
		file := filepath.Join(t.TempDir(), "block.go")
		require.NoError(t, os.WriteFile(file, []byte(code), 0o644))
		vet := exec.Command("go", "vet", file)
		vet.Dir = ".."
		vet.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
		output, err := vet.CombinedOutput()
		assert.NoError(t, err, "%s: %s", b.where, output)
	}
}

var (
	targets  = regexp.MustCompile(`(?m)^([a-z]+):`)
	made     = regexp.MustCompile("(?m)(?:`|^ {4})make (?:-C \\S+ )?([a-z]+)")
	commands = []string{"npm", "npx", "node", "git", "cp", "curl", "sha256sum"}
)

func TestMakeTargets(t *testing.T) {
	t.Parallel()
	known := submatches(targets.String(), read(t, "../Makefile"))
	for _, page := range pages(t) {
		for _, target := range submatches(made.String(), page.text) {
			assert.Contains(t, known, target, page.name)
		}
	}
}

func TestShell(t *testing.T) {
	t.Parallel()
	known := submatches(targets.String(), read(t, "../Makefile"))
	for _, b := range blocksOf(t, "sh") {
		for line := range strings.Lines(strings.ReplaceAll(b.code, "\\\n", " ")) {
			words := slices.DeleteFunc(strings.Fields(line), func(word string) bool {
				return regexp.MustCompile(`^[A-Z]+=`).MatchString(word)
			})
			switch words[0] {
			case "make":
				assert.Contains(t, known, words[len(words)-1], b.where)
			case "go":
				checkCommand(t, b, words)
			default:
				assert.Contains(t, commands, words[0], b.where)
			}
		}
	}
}

// checkCommand finds the command of this repository that go runs or builds.
func checkCommand(t *testing.T, b block, words []string) {
	t.Helper()
	for _, word := range words {
		word = strings.TrimPrefix(word, "github.com/passport-logout/passport-logout")
		if path, _, _ := strings.Cut(strings.TrimLeft(word, "./"), "@"); strings.HasPrefix(path, "cmd/") {
			assert.DirExists(t, filepath.Join("..", path), b.where)
		}
	}
}
