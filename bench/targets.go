package main

import (
	"fmt"
	"math"
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
// reach.
func targets(r *results, assets map[string]asset) []target {
	duration := func(title string, limit float64, m metric) target {
		return target{title, limit, " ms", r.summary(m, moduleName).median, r.summary(m, limitName).median}
	}
	times := func(title string, limit, value float64) target { return target{title, limit, " ×", value, missing} }
	size := func(title string, limit float64, path string) target {
		return target{title, limit, " bytes", float64(len(assets[path].compressed)), missing}
	}
	// A page that still loads slows everybody down, hand-written code too.
	overLimit := func(m metric) []float64 { return ratios(r.series(m, moduleName), r.series(m, limitName)) }
	early := ratio(overLimit(doneEarly), overLimit(doneSlow))
	return []target{
		times("Silent logout, warm, against hand-written", 1.10, r.ratio(silentWarm, moduleName, limitName)),
		times("Silent logout, warm, against @imtbl/passport", 0.75, r.ratio(silentWarm, moduleName, incumbentName)),
		times("Silent logout, cold, against @imtbl/passport", 0.60, r.ratio(silentCold, moduleName, incumbentName)),
		duration("Click to navigation started", 5, navigation),
		duration("Click to navigation started, the revocation endpoint never answers", 5, navigationHang),
		duration("Click to navigation started before the program is there, on a slow network", 5, navigationEarly),
		duration("Click to application session cleared, silent mode", 2, clearedSilent),
		duration("Click to application session cleared, redirect mode", 2, clearedRedirect),
		duration("Click to application session cleared before the program is there, on a slow network", 2, clearedEarly),
		times("Click to logged out before the program is there, × hand-written, against the same with it there", 1, early),
		duration("Long tasks", 0, longTasks),
		size("Loader, after brotli", 3_000, "/dist/passport.js"),
		size("WebAssembly, after brotli", 400_000, "/dist/passport.wasm"),
	}
}
