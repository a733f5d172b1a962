package e2e

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The tests that docs/security.md names exist, and no attack is left out of it.
func TestSecurityPageNamesTheTests(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../docs/security.md")
	require.NoError(t, err)
	var source strings.Builder
	for _, pattern := range []string{"*_test.go", "../pkg/passport/*_test.go"} {
		files, err := filepath.Glob(pattern)
		require.NoError(t, err)
		for _, file := range files {
			data, err := os.ReadFile(file)
			require.NoError(t, err)
			source.Write(data)
		}
	}
	named := regexp.MustCompile("`((?:Test|Fuzz)\\w+)`").FindAllStringSubmatch(string(page), -1)
	require.NotEmpty(t, named)
	for _, name := range named {
		assert.Contains(t, source.String(), "func "+name[1]+"(")
	}
	for _, attack := range regexp.MustCompile(`func (TestAttack\w+)\(`).FindAllStringSubmatch(source.String(), -1) {
		assert.Contains(t, string(page), "`"+attack[1]+"`")
	}
}
