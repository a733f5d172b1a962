package e2e

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// faultTable is the matrix as it went.
type faultTable struct{ rows []*faultRow }

// faultRow is what one logout under one fault came to.
type faultRow struct {
	group, fault string
	situation
	outcome    string
	says       string
	session    truth
	app, token string
	left       string
	next       string
	took       time.Duration
}

func (t *faultTable) add(group, fault string, s situation) *faultRow {
	row := &faultRow{group: group, fault: fault, situation: s}
	t.rows = append(t.rows, row)
	return row
}

// publish prints the summary and writes it down, and the table beside it. scope says
// which situations were tried.
func (t *faultTable) publish(test *testing.T, scope string) {
	test.Helper()
	version, err := chromedp.Call(newTab(test, thirdPartyBlocked).ctx, cdpbrowser.GetVersion, cdp.Empty{})
	require.NoError(test, err)
	date := time.Now().UTC().Format("2 January 2006")
	summary := fmt.Sprintf(reliability, date, version.Product, scope) + t.counts() + reliabilityRest
	table := fmt.Sprintf(reliabilityTable, date, version.Product, scope) + t.markdown()
	fmt.Print(summary)
	require.NoError(test, os.WriteFile("../docs/reliability.md", []byte(summary), 0o644))
	require.NoError(test, os.WriteFile("../docs/reliability-table.md", []byte(table), 0o644))
}

// isWhole tells whether every row was run, and none left out by -run.
func (t *faultTable) isWhole() bool {
	return !slices.ContainsFunc(t.rows, func(r *faultRow) bool { return r.outcome == "" })
}

// counts sums up the table.
func (t *faultTable) counts() string {
	count := func(is func(*faultRow) bool) (n int) {
		for _, r := range t.rows {
			if is(r) {
				n++
			}
		}
		return n
	}
	faults := map[string]bool{}
	for _, r := range t.rows {
		faults[r.group+r.fault] = true
	}
	var b strings.Builder
	line := func(what string, is func(*faultRow) bool) { fmt.Fprintf(&b, "| %s | %d |\n", what, count(is)) }
	fmt.Fprintf(&b, "%d faults, %d logouts:\n\n| | logouts |\n|---|---|\n", len(faults), len(t.rows))
	line("application session gone", func(r *faultRow) bool { return r.app == gone })
	line("application session kept, since no script can reach it", func(r *faultRow) bool { return r.app != gone })
	line("Passport session ended", func(r *faultRow) bool { return r.session == dead })
	line("Passport session alive, since the auth domain could not be reached or did not end it", func(r *faultRow) bool { return r.session == alive })
	line("said to have ended, but alive", func(r *faultRow) bool { return r.says == "ended" && r.session == alive })
	line("said to be alive, but ended", func(r *faultRow) bool { return r.says == "failed" && r.session == dead })
	line("something left behind", func(r *faultRow) bool { return r.left != "" })
	line("page that stays, next logout works", func(r *faultRow) bool { return r.next == "works" })
	return b.String()
}

func (t *faultTable) markdown() string {
	var b strings.Builder
	group := ""
	for _, r := range t.rows {
		if r.group != group {
			group = r.group
			fmt.Fprintf(&b, "\n## %s\n\n| fault | mode | program | promise | receipt | Passport session | application session "+
				"| refresh token | left behind | next logout | time | engines |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n", group)
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %.1f s | %s |\n", r.fault, r.mode, r.moment,
			r.outcome, r.says, r.session, r.app, r.token, cmp.Or(r.left, "-"), r.next, r.took.Seconds(), r.engines())
	}
	return b.String()
}

// engines are those in which this was run. The stories run it in a silent logout.
func (r *faultRow) engines() string {
	for _, chapter := range chapters {
		for _, s := range chapter.stories {
			if s.fault == r.group+"/"+r.fault && r.mode == "silent" && (r.moment == programReady || chapter.title == programChapter) {
				return "C" + s.in("Firefox", "F") + s.in("WebKitGTK", "W")
			}
		}
	}
	return "C"
}

// in is an engine's letter, in parentheses where the story says another thing there.
func (s story) in(engine, letter string) string {
	says, differs := s.differs[engine]
	chromium, other := s.differs["Chromium"]
	if differs && says != s.want || other && chromium != s.want {
		return " (" + letter + ")"
	}
	return " " + letter
}
