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
}

// met tells whether the target is reached. What could not be measured is not.
func (t target) met() bool { return t.value <= t.limit }

func (t target) row() string {
	verdict := "**missed**"
	if t.met() {
		verdict = "met"
	}
	value := "not measured"
	if !math.IsNaN(t.value) {
		value = number(t.value) + t.unit
	}
	return fmt.Sprintf("| %s | %s%s | %s | %s |\n", t.title, number(t.limit), t.unit, value, verdict)
}

// targets compares the results, and the module's files, with what it is to
// reach.
func targets(r *results, assets map[string]asset) []target {
	median := func(m metric) float64 { return r.summary(m, moduleName).median }
	// A page that still loads slows everybody down, hand-written code too.
	overLimit := func(m metric) []float64 { return ratios(r.series(m, moduleName), r.series(m, limitName)) }
	early := ratio(overLimit(doneEarly), overLimit(doneSlow))
	return []target{
		{"Silent logout, warm, against hand-written", 1.10, " ×", r.ratio(silentWarm, moduleName, limitName)},
		{"Silent logout, warm, against @imtbl/passport", 0.75, " ×", r.ratio(silentWarm, moduleName, incumbentName)},
		{"Silent logout, cold, against @imtbl/passport", 0.60, " ×", r.ratio(silentCold, moduleName, incumbentName)},
		{"Click to navigation started", 5, " ms", median(navigation)},
		{"Click to navigation started, the revocation endpoint never answers", 5, " ms", median(navigationHang)},
		{"Click to navigation started before the program is there, on a slow network", 5, " ms", median(navigationEarly)},
		{"Click to application session cleared, silent mode", 2, " ms", median(clearedSilent)},
		{"Click to application session cleared, redirect mode", 2, " ms", median(clearedRedirect)},
		{"Click to application session cleared before the program is there, on a slow network", 2, " ms", median(clearedEarly)},
		{"Click to logged out before the program is there, × hand-written, against the same with it there", 1, " ×", early},
		{"Long tasks", 0, " ms", median(longTasks)},
		{"Loader, after brotli", 3_000, " bytes", float64(len(assets["/dist/passport.js"].compressed))},
		{"WebAssembly, after brotli", 400_000, " bytes", float64(len(assets["/dist/passport.wasm"].compressed))},
	}
}
