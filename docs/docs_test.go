// Package docs tests the documentation: its links lead somewhere, and its code is
// compiled.
package docs

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// page is a document. Its name is a path from this folder.
type page struct{ name, text string }

func pages(t *testing.T) []page {
	t.Helper()
	var found []page
	for _, pattern := range []string{"../*.md", "*.md", "decisions/*.md"} {
		names, err := filepath.Glob(pattern)
		require.NoError(t, err)
		for _, name := range names {
			found = append(found, page{name, read(t, name)})
		}
	}
	require.NotEmpty(t, found)
	return found
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	require.NoError(t, err)
	return string(data)
}

// repository is where a file of this one stands for the world.
var repository = regexp.MustCompile(`^https://github\.com/passport-logout/passport-logout/(?:blob|raw)/main/`)

var (
	link    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading = regexp.MustCompile(`(?m)^#+ (.+)$`)
	fenced  = regexp.MustCompile("(?ms)^```.*?^```$")
)

func TestLinks(t *testing.T) {
	t.Parallel()
	for _, page := range pages(t) {
		for _, match := range link.FindAllStringSubmatch(fenced.ReplaceAllString(page.text, ""), -1) {
			target := match[1]
			base := filepath.Dir(page.name)
			if inRepository := repository.FindString(target); inRepository != "" {
				target, base = strings.TrimPrefix(target, inRepository), ".."
			} else if strings.Contains(target, "://") {
				continue
			} else if page.name == "../README.md" {
				assert.True(t, strings.HasPrefix(target, "#"), "README.md: %s must be absolute, as the file is the package's page too", target)
			}
			checkTarget(t, page, base, target)
		}
	}
}

func checkTarget(t *testing.T, from page, base, target string) {
	t.Helper()
	path, anchor, _ := strings.Cut(target, "#")
	name := filepath.Join(base, path)
	if path == "" {
		name = from.name
	}
	if _, err := os.Stat(name); !assert.NoError(t, err, "%s: %s", from.name, target) || anchor == "" {
		return
	}
	assert.Contains(t, anchors(read(t, name)), anchor, "%s: %s", from.name, target)
}

var noAnchor = regexp.MustCompile(`[^\p{L}\p{N}_ -]`)

// anchors are those that GitHub gives the headings.
func anchors(text string) []string {
	var found []string
	for _, match := range heading.FindAllStringSubmatch(fenced.ReplaceAllString(text, ""), -1) {
		plain := noAnchor.ReplaceAllString(strings.ToLower(match[1]), "")
		found = append(found, strings.ReplaceAll(plain, " ", "-"))
	}
	return found
}

// The list of the guides leaves none out.
func TestIndex(t *testing.T) {
	t.Parallel()
	index := read(t, "README.md")
	guides, err := filepath.Glob("*.md")
	require.NoError(t, err)
	for _, guide := range guides {
		if guide != "README.md" && guide != "reliability-table.md" {
			assert.Contains(t, index, "]("+guide+")")
		}
	}
}

// Every code has its cause and its mend.
func TestErrors(t *testing.T) {
	t.Parallel()
	var documented []string
	for _, section := range strings.Split(read(t, "errors.md"), "\n## ")[1:] {
		code, rest, _ := strings.Cut(section, "\n")
		documented = append(documented, strings.Trim(code, "`"))
		assert.Contains(t, rest, "**Cause.**", code)
		assert.Contains(t, rest, "**Mend.**", code)
	}
	_, union, found := strings.Cut(read(t, "../web/passport.d.ts"), "export type PassportErrorCode =")
	require.True(t, found)
	assert.ElementsMatch(t, submatches(`'(\w+)'`, union), documented)
	// JavaScript gets the signal's reason in the place of aborted.
	inGo := submatches(`Code = "(\w+)"`, read(t, "../pkg/passport/errors.go"))
	assert.ElementsMatch(t, inGo, append(documented, "aborted"))
}

// What errors.md quotes of messages stands in the code.
func TestMessages(t *testing.T) {
	t.Parallel()
	var code strings.Builder
	for _, pattern := range []string{"../web/loader/*.js", "../web/program/*.js"} {
		files, err := filepath.Glob(pattern)
		require.NoError(t, err)
		for _, file := range files {
			code.WriteString(read(t, file))
		}
	}
	_, section, _ := strings.Cut(read(t, "errors.md"), "\n## `engine_failed`\n")
	quoted := submatches("(?m)^\\| `(.+?)` \\|", section)
	require.NotEmpty(t, quoted)
	for _, words := range quoted {
		if !slices.Contains(browserWords, words) {
			assert.Contains(t, code.String(), words)
		}
	}
}

// browserWords are Chromium's own in those messages.
var browserWords = []string{"Failed to fetch", "WebAssembly.compile()"}

// The policy that is documented is the one that the tests run under.
func TestPolicy(t *testing.T) {
	t.Parallel()
	tested := read(t, "../e2e/site_test.go")
	for _, name := range []string{"../README.md", "csp.md"} {
		directives := submatches(`(?m)^ *((?:script|connect|frame)-src '.*;)$`, read(t, name))
		require.Len(t, directives, 3, name)
		for _, directive := range directives {
			beforeDomain, _, _ := strings.Cut(strings.TrimSuffix(directive, ";"), " https:")
			assert.Contains(t, tested, beforeDomain, name)
		}
	}
}

// The recipe for Playwright is what the example runs.
func TestPlaywrightRecipe(t *testing.T) {
	t.Parallel()
	const example = "../examples/testing-playwright/"
	config, tests := read(t, example+"playwright.config.js"), read(t, example+"tests/logout.spec.ts")
	_, recipe, _ := strings.Cut(read(t, "testing.md"), "\n## Playwright\n")
	recipe, _, _ = strings.Cut(recipe, "\n## ")
	code := fence.FindAllStringSubmatch(recipe, -1)
	require.Len(t, code, 2)
	assert.Equal(t, config, code[0][2])
	assert.True(t, strings.HasPrefix(tests, code[1][2]), "the first test")
}

// submatches returns what the group of a pattern has matched.
func submatches(pattern, text string) []string {
	var found []string
	for _, match := range regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1) {
		found = append(found, match[1])
	}
	return found
}
