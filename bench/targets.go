package main

import (
	"fmt"
	"math"

	"github.com/passport-logout/passport-logout/internal/budget"
)

// target is what the module is to reach.
type target struct {
	title string
	limit float64
	unit  string
	value float64
	// handWritten is the same of the hand-written page: on a slow machine that may
	// be over the limit too.
	handWritten float64
}

// met tells whether the target is reached by the figure that is shown, of two
// decimals. What could not be measured is not.
func (t target) met() bool { return math.Round(t.value*100)/100 <= t.limit }

func (t target) row() string {
	verdict := "**missed**"
	if t.met() {
		verdict = "met"
	}
	return fmt.Sprintf("| %s | %s | %s | %s | %s |\n",
		t.title, t.figure(t.limit, ""), t.figure(t.value, "not measured"), verdict, t.figure(t.handWritten, "–"))
}

// figure writes a value with the unit, or what stands for a missing one.
func (t target) figure(value float64, otherwise string) string {
	if math.IsNaN(value) {
		return otherwise
	}
	return number(value) + t.unit
}

// targets compares the results, and the module's files, with what it is to
// reach. What depends on the machine is held against another subject on it.
func targets(r *results, assets map[string]asset) []target {
	times := func(title string, limit float64, m metric, other string) target {
		return target{title + ", against " + other, limit, " ×", r.ratio(m, moduleName, other), missing}
	}
	duration := func(title string, limit float64, m metric) target {
		return target{title, limit, " ms", r.summary(m, moduleName).median, r.summary(m, limitName).median}
	}
	bytes := func(title string, limit, value float64) target { return target{title, limit, " bytes", value, missing} }
	loader := float64(assets["/dist/passport.js"].size().brotli)
	return []target{
		times("Silent logout, warm", 1.10, silentWarm, limitName),
		times("Silent logout, warm", 0.70, silentWarm, incumbentName),
		times("Silent logout, cold, called at once", 0.85, silentCold, incumbentName),
		times("Click to navigation started", 1.25, navigation, limitName),
		times("Click to navigation started, the revocation endpoint never answers", 1.25, navigationHang, limitName),
		times("Click to navigation started before the program is there, on a slow network", 2, navigationEarly, limitName),
		duration("Click to application session cleared, silent mode", 2, clearedSilent),
		duration("Click to application session cleared, redirect mode", 2, clearedRedirect),
		duration("Click to application session cleared before the program is there, on a slow network", 2, clearedEarly),
		duration("Long tasks", 0, longTasks),
		bytes("Loader, after brotli", budget.Loader, loader),
		bytes("All other JavaScript, after brotli", budget.Glue, float64(glueSize(assets).brotli)),
		bytes("WebAssembly, after brotli", budget.Program, float64(assets["/dist/passport.wasm"].size().brotli)),
		bytes("Beside the loader on a page where nobody is signed in", 0, r.summary(bytesSignedOut, moduleName).median-loader),
	}
}
