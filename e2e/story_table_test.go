package e2e

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// telling is what came of a story in an engine.
type telling struct {
	says string
	ms   float64 // what the logout took, 0 where that is of no interest
}

// told collects the tellings of all engines.
type told struct {
	mu      sync.Mutex
	engines []engine
	says    map[string]map[string]telling // by engine and story
}

func newTelling() *told { return &told{says: map[string]map[string]telling{}} }

func (t *told) add(e engine, story string, says telling) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.says[e.name()] == nil {
		t.engines = append(t.engines, e)
		t.says[e.name()] = map[string]telling{}
	}
	t.says[e.name()][story] = says
}

// supportFile has the table of support, which a run with all engines writes.
const supportFile = "../docs/engines-table.md"

// publish writes the table where PASSPORT_SUPPORT says so.
func (t *told) publish(test *testing.T) {
	test.Helper()
	if os.Getenv("PASSPORT_SUPPORT") == "" || test.Failed() {
		return
	}
	require.NoError(test, os.WriteFile(supportFile, []byte(t.table()), 0o644))
}

// table has a row for each story, and a column for each engine in the order in which
// they were asked for.
func (t *told) table() string {
	var b strings.Builder
	b.WriteString("<!-- Written by make engines. -->\n")
	for _, chapter := range chapters {
		fmt.Fprintf(&b, "\n## %s\n\n|", chapter.title)
		for _, e := range t.engines {
			fmt.Fprintf(&b, " | %s %s", e.name(), majorVersion(e.version()))
		}
		b.WriteString(" |\n|---" + strings.Repeat("|---", len(t.engines)) + "|\n")
		for _, s := range chapter.stories {
			b.WriteString("| " + s.name)
			for _, e := range t.engines {
				b.WriteString(" | " + t.says[e.name()][s.name].String())
			}
			b.WriteString(" |\n")
		}
	}
	return b.String()
}

// String is a cell. A time says when a failure was known.
func (s telling) String() string {
	code, rest, _ := strings.Cut(s.says, ", ")
	switch {
	case strings.Contains(code, "_") || code == "timeout":
		return fmt.Sprintf("`%s` after %.1f s, %s", code, s.ms/1000, rest)
	case code == "ended" || code == "unverified":
		return "`" + code + "`, " + rest
	}
	return s.says
}

// majorVersion is as much of a version as users compare.
func majorVersion(version string) string {
	_, number, found := strings.Cut(version, "/")
	if !found {
		number = version
	}
	parts := strings.SplitN(number, ".", 3)
	return strings.Join(parts[:min(2, len(parts))], ".")
}
