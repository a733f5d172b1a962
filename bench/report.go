package main

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"
)

// quietEnough is the share of quiet waits that a run to rely on has.
const quietEnough = 0.8

// circumstances are what a reader must know of a run.
type circumstances struct {
	date       time.Time
	machine    machine
	browser    string
	rounds     int
	took       time.Duration
	patience   time.Duration // of each wait for a quiet machine
	quietShare float64       // of the waits that ended with one
	versions   map[string]string
	app        *app
}

// caution says why a run must not be relied on.
func (c circumstances) caution() string {
	switch {
	case c.rounds < enoughRounds:
		return fmt.Sprintf("**A quick run: figures to rely on need %d rounds and a quiet machine.**\n\n", enoughRounds)
	case c.quietShare < quietEnough:
		return "**The machine was busy with something else: rely on none of the milliseconds, and little on the ratios.**\n\n"
	}
	return ""
}

// writeReport writes the report as Markdown.
func writeReport(w io.Writer, c circumstances, r *results) {
	fmt.Fprintf(w, "# Performance\n\n`make bench` wrote this on %s: %d rounds in %s.\n\n",
		c.date.Format("2 January 2006"), c.rounds, c.took.Round(time.Second))
	fmt.Fprint(w, c.caution())
	fmt.Fprintf(w, "| | |\n|---|---|\n| Processor | %s, %d cores |\n| System | %s |\n| Browser | %s, headless |\n\n",
		c.machine.processor, c.machine.cores, c.machine.system, c.browser)
	writeTargets(w, targets(r, c.app.assets))
	writeSubjects(w, c)
	writeMethod(w, c, r)
	for _, s := range sections {
		fmt.Fprintf(w, "\n## %s\n\n%s\n", s.title, s.text)
		for _, m := range s.metrics {
			writeMetric(w, r, m)
		}
	}
}

func writeTargets(w io.Writer, targets []target) {
	fmt.Fprint(w, "## Targets\n\n| | at most | measured | | hand-written |\n|---|--:|--:|---|--:|\n")
	for _, t := range targets {
		fmt.Fprint(w, t.row())
	}
}

func writeSubjects(w io.Writer, c circumstances) {
	fmt.Fprint(w, "\n## What is compared\n\n| | version | raw | gzip | brotli | |\n|---|---|--:|--:|--:|---|\n")
	row := func(name, version, note string, s size) {
		fmt.Fprintf(w, "| %s | %s | %s | %s | %s | %s |\n", name, version,
			group(float64(s.raw)), group(float64(s.gzip)), group(float64(s.brotli)), note)
	}
	for _, s := range subjects {
		row(s.name, c.versions[s.name], s.note, c.app.assets[c.app.scripts[s.name]].size())
	}
	row("… its glue", "", "loaded when the page is idle, or at the first call", glueSize(c.app.assets))
	row("… its program", "", "loaded with the glue", c.app.assets["/dist/passport.wasm"].size())
}

func writeMetric(w io.Writer, r *results, m metric) {
	fmt.Fprintf(w, "\n### %s\n\n| | median, %s | quartiles | × %s | × %s |\n|---|--:|--:|--:|--:|\n",
		m.title, m.unit, limitName, incumbentName)
	for _, s := range subjects {
		sum := r.summary(m, s.name)
		if sum.count == 0 {
			continue
		}
		fmt.Fprintf(w, "| %s | %s | %s | %s | %s |\n", s.name, m.format(sum.median),
			m.format(sum.low)+" – "+m.format(sum.high),
			times(r.ratio(m, s.name, limitName)), times(r.ratio(m, s.name, incumbentName)))
	}
}

// format writes a value in the metric's unit.
func (m metric) format(v float64) string {
	switch {
	case math.IsInf(v, 1):
		return fmt.Sprintf("never (%v)", hangLimit)
	case m.unit == kibibytes:
		return group(v / 1024)
	case m.unit == bodyBytes:
		return group(v)
	}
	return number(v)
}

func times(v float64) string {
	if math.IsNaN(v) {
		return "–"
	}
	return strconv.FormatFloat(v, 'f', 2, 64)
}

// number writes small numbers with a fraction, and groups the digits of large
// ones.
func number(v float64) string {
	switch {
	case v == math.Trunc(v), v >= 100:
		return group(v)
	case v >= 10:
		return strconv.FormatFloat(v, 'f', 1, 64)
	}
	return strconv.FormatFloat(v, 'f', 2, 64)
}

// group writes a whole number with a comma between thousands.
func group(v float64) string {
	digits := strconv.FormatFloat(math.Round(v), 'f', 0, 64)
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	return b.String()
}
