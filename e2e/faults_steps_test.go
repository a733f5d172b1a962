package e2e

import (
	"github.com/passport-logout/passport-logout/internal/authdomain"
)

// Steps that faults are made of.

var (
	hang    = authdomain.Fault{Hang: true}
	noFault = authdomain.Fault{}
)

// all puts faults together.
func all(steps ...func(*scene)) func(*scene) {
	return func(sc *scene) {
		for _, step := range steps {
			step(sc)
		}
	}
}

// answers makes an endpoint of the auth domain misbehave.
func answers(path string, f authdomain.Fault) func(*scene) {
	return func(sc *scene) {
		sc.idp.SetFault(path, f)
		sc.expect("Failed to load resource", "net::ERR")
		sc.lifts = append(sc.lifts, func() { sc.idp.SetFault(path, noFault) })
	}
}

// once makes a fault meet the first visit to the auth domain only.
func once(f func(*scene)) func(*scene) { return all(f, meanwhile((*scene).lift)) }

// runs patches the page before the module is there, and undoes that by an
// expression.
func runs(code, undo string) func(*scene) {
	return func(sc *scene) {
		sc.first += code + ";"
		if undo != "" {
			sc.lifts = append(sc.lifts, func() { eval[any](sc.tab, undo) })
		}
	}
}

// prepared runs in the page before every logout under the fault.
func prepared(code string) func(*scene) {
	return func(sc *scene) { sc.before = code }
}

// meanwhile does something once the auth domain has got the logout.
func meanwhile(f func(*scene)) func(*scene) {
	return func(sc *scene) {
		sc.during = func(sc *scene) {
			sc.asked(sc.t, 1)
			f(sc)
		}
	}
}

// within limits the time, for a fault of which the browser tells nothing.
func within(ms int) func(*scene) {
	return func(sc *scene) { sc.options["timeoutMs"] = ms }
}

// expecting allows errors that the browser logs.
func expecting(parts ...string) func(*scene) {
	return func(sc *scene) { sc.expect(parts...) }
}

func redirectsNext(sc *scene) { sc.redirectsNext() }
