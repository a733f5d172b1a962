package e2e

import (
	"os"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// fault is a way in which the world fails, and what a logout must make of it in
// each mode where the program runs. A mode without an expectation makes no sense
// with it.
type fault struct {
	name             string
	setUp            func(*scene)
	redirect, silent want
	// fallback is silent mode that goes on to a redirect where it cannot end
	// the Passport session.
	fallback want
	// differs is what the rule of [fault.expect] misses.
	differs map[situation]want
	// moments are those that make sense with it: all, where none is named.
	moments []moment
	// keeps are those at which nothing leads to the application session.
	keeps []moment
}

// faultGroups are the rows of the matrix, by what fails.
var faultGroups = []struct {
	name   string
	faults []fault
}{
	{"The revocation endpoint", revocationFaults},
	{"The logout endpoint", endpointFaults},
	{"The network", networkFaults},
	{"The callback page", callbackFaults},
	{"The stored session", sessionFaults},
	{"The browser's storage", storageFaults},
	{"The database of game SDKs", databaseFaults},
	{"The page", pageFaults},
	{"What the browser lacks", nativeFaults},
	{"Leaving the page", leavingFaults},
	{"The program", programFaults},
}

// TestFaults runs every fault, in one situation that makes sense with it: the next
// one from fault to fault, so that all modes and moments come about. make faults
// runs them all. Whatever fails, the application session is gone, what is said of
// the Passport session is true, nothing is left behind, and the next logout works.
func TestFaults(t *testing.T) {
	scope := map[string]string{
		"all":    "every fault in every mode and moment",
		"sample": "one mode and moment of each fault",
	}[os.Getenv("PASSPORT_FAULTS")]
	table, all, n := &faultTable{}, os.Getenv("PASSPORT_FAULTS") == "all", 0
	t.Run("matrix", func(t *testing.T) {
		for _, group := range faultGroups {
			for _, f := range group.faults {
				situations := f.situations()
				if n++; !all {
					situations = situations[n%len(situations):][:1]
				}
				for _, s := range situations {
					row := table.add(group.name, f.name, s)
					t.Run(group.name+"/"+f.name+"/"+s.mode+"/"+string(s.moment), func(t *testing.T) {
						t.Parallel()
						f.run(t, row)
					})
				}
			}
		}
	})
	assert.GreaterOrEqual(t, len(table.rows), 100)
	if scope != "" && !t.Failed() && table.isWhole() {
		table.publish(t, scope)
	}
}

// run logs out under the fault, looks at what came of it, lifts the fault, and
// logs out again.
func (f fault) run(t *testing.T, row *faultRow) {
	want, keeps := f.expect(row.situation), slices.Contains(f.keeps, row.moment)
	sc := newScene(t, row.situation)
	f.setUp(sc)
	sc.limitTime(want)
	sc.open()
	sc.logIn()

	started := time.Now()
	sc.start(sc.options)
	sc.during(sc)
	got := sc.await(want.outcome)
	row.took = time.Since(started)

	row.outcome, row.says = got.what, got.says()
	assert.Equal(t, want.outcome, got.what, got.Message)
	row.session = sc.truth(want.session)
	assert.Equal(t, want.session, row.session, "the Passport session")
	sc.checkHonesty(got, row.session)
	row.app = sc.applicationSession(keeps)
	assert.Equal(t, keeps, row.app != gone, "the application session is %s", row.app)
	row.token = sc.refreshToken()
	row.left = sc.leftBehind(got, keeps)
	assert.Empty(t, row.left, "left behind")
	row.next = sc.again(got)
	sc.rest()
}
