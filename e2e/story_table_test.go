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

func newTold(engines []engine) *told {
	t := &told{engines: engines, says: map[string]map[string]telling{}}
	for _, e := range engines {
		t.says[e.name()] = map[string]telling{}
	}
	return t
}

func (t *told) add(e engine, story string, says telling) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.says[e.name()][story] = says
}

// supportFile has the table of support, which a run with all engines writes.
const supportFile = "../docs/engines-table.md"

// publish writes the tables where PASSPORT_SUPPORT says so.
func (t *told) publish(test *testing.T) {
	test.Helper()
	if os.Getenv("PASSPORT_SUPPORT") == "" || test.Failed() {
		return
	}
	require.NoError(test, os.WriteFile(supportFile, []byte(t.table()), 0o644))
	readme, err := os.ReadFile("../README.md")
	require.NoError(test, err)
	before, rest, found := strings.Cut(string(readme), supportBegin)
	_, after, ended := strings.Cut(rest, supportEnd)
	require.True(test, found && ended, "the README has no place for the table")
	text := before + supportBegin + "\n" + t.summary() + supportEnd + after
	require.NoError(test, os.WriteFile("../README.md", []byte(text), 0o644))
}

// The summary of the table stands in the README between these.
const (
	supportBegin = "<!-- support: written by make engines -->"
	supportEnd   = "<!-- end of support -->"
)

// summary has a row for each chapter: how many of its stories went, and how many of
// them to another end than in most engines.
func (t *told) summary() string {
	var b strings.Builder
	b.WriteString("| |" + t.heads())
	for _, chapter := range chapters {
		b.WriteString("| " + chapter.title)
		for _, e := range t.engines {
			otherwise := 0
			for _, s := range chapter.stories {
				if t.says[e.name()][s.name].says != s.want {
					otherwise++
				}
			}
			fmt.Fprintf(&b, " | %d", len(chapter.stories))
			if otherwise > 0 {
				fmt.Fprintf(&b, ", %d of them otherwise", otherwise)
			}
		}
		b.WriteString(" |\n")
	}
	return b.String()
}

// heads is the rest of a table's head: the engines, and the line below.
func (t *told) heads() string {
	var b strings.Builder
	for _, e := range t.engines {
		fmt.Fprintf(&b, " %s %s |", e.name(), majorVersion(e.version()))
	}
	return b.String() + "\n|---" + strings.Repeat("|---", len(t.engines)) + "|\n"
}

const supportHead = `# What was tried in which engine

Written by ` + "`make engines`" + `. Each row is a story, told once and run in every engine: the receipt's status, or the
error's code and when it was known, and what the auth domain knows of the session then. A time is of one run, on a
machine with others at work on it. Third-party cookies are as in a fresh profile: Chromium's is Debian's, which blocks
them. What differs and why: [browsers](browsers.md).
`

// table has a row for each story, and a column for each engine in the order in which
// they were asked for.
func (t *told) table() string {
	var b strings.Builder
	b.WriteString(supportHead)
	for _, chapter := range chapters {
		fmt.Fprintf(&b, "\n## %s\n\n| |%s", chapter.title, t.heads())
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
