package main

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// sampled gives subjects their samples of a metric, by round.
func sampled(m metric, samples map[string][]float64) *results {
	r := newResults()
	for subject, series := range samples {
		for _, v := range series {
			r.add(scenario{name: m.scenario}, subjectNamed(subject), values{m.name: v})
		}
	}
	return r
}

func subjectNamed(name string) subject {
	for _, s := range subjects {
		if s.name == name {
			return s
		}
	}
	return subject{name: name}
}

func TestMetricsTable(t *testing.T) {
	var b strings.Builder
	writeMetric(&b, sampled(silentWarm, map[string][]float64{
		limitName:     {100, 10, 100},
		incumbentName: {200, 20, 200},
		moduleName:    {110, 11, 110},
	}), silentWarm)
	assert.Equal(t, `
### Click to logged out, warm

| | median, ms | quartiles | × hand-written | × @imtbl/passport |
|---|--:|--:|--:|--:|
| hand-written | 100 | 55 – 100 | 1.00 | 0.50 |
| @imtbl/passport | 200 | 110 – 200 | 2.00 | 1.00 |
| passport-logout | 110 | 60.5 – 110 | 1.10 | 0.55 |
`, b.String())
}

func TestALogoutThatNeverLeavesIsSaidToBeOne(t *testing.T) {
	var b strings.Builder
	writeMetric(&b, sampled(navigationHang, map[string][]float64{
		limitName: {2}, incumbentName: {math.Inf(1)},
	}), navigationHang)
	assert.Contains(t, b.String(), "| @imtbl/passport | never (1s) | never (1s) – never (1s) | – | – |")
	assert.Contains(t, b.String(), "| hand-written | 2 | 2 – 2 | 1.00 | – |")
}

func TestAFailedSampleKeepsItsRound(t *testing.T) {
	r := sampled(silentWarm, map[string][]float64{limitName: {1, 2}})
	r.add(scenario{name: silentWarm.scenario}, subjectNamed(moduleName), nil)
	r.add(scenario{name: silentWarm.scenario}, subjectNamed(moduleName), values{silentWarm.name: 6})
	assert.Equal(t, 3.0, r.ratio(silentWarm, moduleName, limitName), "the second round with the second round")
}

func TestTargets(t *testing.T) {
	assets := map[string]asset{
		"/dist/passport.js":           {compressed: make([]byte, 8_700)},
		"/dist/passport.program-a.js": {compressed: make([]byte, 3000)},
		"/dist/passport.program-b.js": {compressed: make([]byte, 2001)},
		"/dist/passport.wasm":         {compressed: make([]byte, 440_001)},
		"/peers/peer.js":              {compressed: make([]byte, 100)},
	}
	rows := targetRows(sampled(silentWarm, map[string][]float64{
		limitName: {100}, incumbentName: {200}, moduleName: {120},
	}), assets)
	for _, row := range []string{
		"| Silent logout, warm, against hand-written | 1.10 × | 1.20 × | **missed** | – |\n",
		"| Silent logout, warm, against @imtbl/passport | 0.70 × | 0.60 × | met | – |\n",
		"| Click to navigation started, against hand-written | 1.25 × | not measured | **missed** | – |\n",
		"| Loader, after brotli | 8,700 bytes | 8,700 bytes | met | – |\n",
		"| All other JavaScript, after brotli | 5,000 bytes | 5,001 bytes | **missed** | – |\n",
		"| WebAssembly, after brotli | 440,000 bytes | 440,001 bytes | **missed** | – |\n",
		"| Beside the loader on a page where nobody is signed in | 0 bytes | not measured | **missed** | – |\n",
	} {
		assert.Contains(t, rows, row)
	}
}

func TestTheLoaderAloneOnAPageWhereNobodyIsSignedIn(t *testing.T) {
	assets := map[string]asset{"/dist/passport.js": {compressed: make([]byte, 3000)}}
	for total, row := range map[float64]string{3000: "| 0 bytes | 0 bytes | met |", 3001: "| 0 bytes | 1 bytes | **missed** |"} {
		rows := targetRows(sampled(bytesSignedOut, map[string][]float64{moduleName: {total}}), assets)
		assert.Contains(t, rows, "where nobody is signed in "+row)
	}
}

func targetRows(r *results, assets map[string]asset) string {
	var b strings.Builder
	writeTargets(&b, targets(r, assets))
	return b.String()
}

func TestATargetIsMetByTheFigureThatIsShown(t *testing.T) {
	assert.Equal(t, "| T | 5 ms | 5.00 ms | met | 5.35 ms |\n", target{"T", 5, " ms", 5.004, 5.35}.row())
	assert.Equal(t, "| T | 5 ms | 5.01 ms | **missed** | – |\n", target{"T", 5, " ms", 5.006, missing}.row())
}

func TestReportNamesTheCircumstances(t *testing.T) {
	a := &app{assets: map[string]asset{}, scripts: map[string]string{limitName: "/limit.js"}}
	a.assets["/limit.js"] = asset{raw: 1234, gzip: 600, compressed: make([]byte, 500)}
	var b strings.Builder
	writeReport(&b, circumstances{
		date: time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC), machine: machine{"A processor", 2, "A system"},
		browser: "Chrome/1", rounds: 20, took: 14 * time.Minute, patience: time.Second, quietShare: 0.5, app: a,
	}, newResults())
	for _, part := range []string{
		"on 24 November 2026: 20 rounds in 14m0s", "The machine was busy", "| Processor | A processor, 2 cores |", "Chrome/1",
		"| hand-written |  | 1,234 | 600 | 500 |", "idle at 50% of them",
	} {
		assert.Contains(t, b.String(), part)
	}
}

func TestAReportCautionsAgainstAQuickRun(t *testing.T) {
	assert.Contains(t, circumstances{rounds: enoughRounds - 1, quietShare: 1}.caution(), "A quick run")
	assert.Empty(t, circumstances{rounds: enoughRounds, quietShare: 1}.caution())
}

func TestNumbers(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0", 0.756: "0.76", 9.5: "9.50", 12.34: "12.3", 123.4: "123", 3000: "3,000", 1234567: "1,234,567",
	} {
		assert.Equal(t, want, number(v))
	}
}
