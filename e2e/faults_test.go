package e2e

import (
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// fault is a way in which the world fails, and what a logout must make of it
// in each mode. A mode without an expectation makes no sense with it.
type fault struct {
	name             string
	setUp            func(*scene)
	redirect, silent want
	// fallback is silent mode that goes on to a redirect where it cannot end
	// the Passport session.
	fallback want
	// loader is redirect mode in a page that the program never reached.
	loader want
	// keeps is set where the browser leaves no way to the application session.
	keeps bool
}

// want is what the promise does, and what becomes of the Passport session.
type want struct {
	outcome string
	session truth
}

type truth string

const (
	alive truth = "alive"
	dead  truth = "ended"
)

// What becomes of the page where the promise stays pending.
const (
	returns  = "page left, returns"
	callsOff = "page left, ends on the callback page"
	strands  = "page left, ends on the auth domain"
	breaks   = "page left, ends on an error page"
	reloads  = "page reloaded"
	moves    = "page left by another navigation"
	closed   = "tab closed"
)

var (
	ended     = want{resolves("ended"), dead}
	returning = want{returns, dead}
)

func resolves(status string) string { return "resolves, " + status }
func rejects(code string) string    { return "rejects, " + code }

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
	{"The engine", engineFaults},
}

// sampled is how many combinations of fault and mode there are to each one that
// runs among the other tests. make faults runs them all.
const sampled = 4

// TestFaults runs every fault in every mode. Whatever fails, the application
// session is gone, what is said of the Passport session is true, nothing is
// left behind, and the next logout works.
func TestFaults(t *testing.T) {
	table, all, n := &faultTable{}, os.Getenv("PASSPORT_FAULTS") != "", 0
	t.Run("matrix", func(t *testing.T) {
		for _, group := range faultGroups {
			for _, f := range group.faults {
				for _, c := range []struct {
					mode string
					want want
				}{{"redirect", f.redirect}, {"silent", f.silent}, {"fallback", f.fallback}, {"loader", f.loader}} {
					if c.want.outcome == "" {
						continue
					}
					if n++; !all && n%sampled != 0 {
						continue
					}
					row := table.add(group.name, f.name, c.mode)
					t.Run(group.name+"/"+f.name+"/"+c.mode, func(t *testing.T) {
						t.Parallel()
						f.run(t, row, c.want)
					})
				}
			}
		}
	})
	assert.GreaterOrEqual(t, len(table.rows), 60)
	if all && !t.Failed() {
		table.publish(t)
	}
}

// run logs out under the fault, looks at what came of it, lifts the fault, and
// logs out again.
func (f fault) run(t *testing.T, row *faultRow, want want) {
	sc := newScene(t, row.mode)
	f.setUp(sc)
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
	row.app = sc.applicationSession(f.keeps)
	assert.Equal(t, f.keeps, row.app != gone, "the application session is %s", row.app)
	row.token = sc.refreshToken()
	row.left = sc.leftBehind(got, f.keeps)
	assert.Empty(t, row.left, "left behind")
	row.next = sc.again(got)
	sc.rest()
}
