package e2e

import "strings"

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
	// What there is without the program: a message that proves nothing, or none.
	unverified = want{resolves("unverified"), dead}
	unheard    = want{rejects("engine_failed"), dead}
)

func resolves(status string) string { return "resolves, " + status }
func rejects(code string) string    { return "rejects, " + code }

func (w want) resolves() bool { return strings.HasPrefix(w.outcome, resolves("")) }
func (w want) rejects() bool  { return strings.HasPrefix(w.outcome, rejects("")) }

// notLate leaves out a program that comes by chance before or after what there is to
// judge by: the browser's only report, or a main thread that is blocked.
var notLate = []moment{programReady, programNever}

// situation is in which mode a fault is met, and when.
type situation struct {
	mode   string
	moment moment
}

// situations are those that make sense with a fault.
func (f fault) situations() (all []situation) {
	moments := f.moments
	if moments == nil {
		moments = everyMoment
	}
	for _, mode := range []string{"redirect", "silent", "fallback"} {
		for _, m := range moments {
			if f.withProgram(mode).outcome != "" {
				all = append(all, situation{mode, m})
			}
		}
	}
	return all
}

func (f fault) withProgram(mode string) want {
	return map[string]want{"redirect": f.redirect, "silent": f.silent, "fallback": f.fallback}[mode]
}

// expect is the rule: a program that is late makes of a logout what it makes of one
// that it is there for. Without it the page is left in the same way, and what could
// not be removed is told. For the rest the stand-in claims nothing: where the program
// sees the session end it has heard the callback page, and resolves; else it rejects.
func (f fault) expect(s situation) want {
	if w, ok := f.differs[s]; ok {
		return w
	}
	w := f.withProgram(s.mode)
	switch {
	case s.moment != programNever:
	case w.resolves():
		w.outcome = resolves("unverified")
	case w.rejects() && w.outcome != rejects("storage_failed"):
		w.outcome = rejects("engine_failed")
	}
	return w
}

// silentNever is a shorthand for the one situation that differs with most faults.
func silentNever(w want) map[situation]want {
	return map[situation]want{{"silent", programNever}: w}
}
