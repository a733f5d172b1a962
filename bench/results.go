package main

// results are the samples of every scenario and subject, by round.
type results struct {
	samples  map[place][]values // nil where a sample failed
	failures []string
}

// place is where a sample belongs.
type place struct{ scenario, subject string }

func newResults() *results { return &results{samples: map[place][]values{}} }

func (r *results) add(sc scenario, s subject, v values) {
	at := place{sc.name, s.name}
	r.samples[at] = append(r.samples[at], v)
}

// series is one metric of a subject, by round.
func (r *results) series(m metric, subject string) []float64 {
	var series []float64
	for _, v := range r.samples[place{m.scenario, subject}] {
		value, ok := v[m.name]
		if !ok {
			value = missing
		}
		series = append(series, value)
	}
	return series
}

func (r *results) summary(m metric, subject string) summary {
	return summarize(r.series(m, subject))
}

// ratio compares two subjects, round by round.
func (r *results) ratio(m metric, subject, other string) float64 {
	return ratio(r.series(m, subject), r.series(m, other))
}
