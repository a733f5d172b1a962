package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
)

const (
	// primingVisits before the first round: V8 caches the code of a script
	// that it has seen more than once.
	primingVisits = 3
	// failuresAllowed is the share of samples that may fail.
	failuresAllowed = 0.05
)

// measureAll takes the samples of all rounds. The first is not counted.
func (m *sampler) measureAll(rounds int) (*results, error) {
	if err := m.prime(); err != nil {
		return nil, err
	}
	r := newResults()
	for round := range rounds + 1 {
		fmt.Fprintf(os.Stderr, "round %d of %d\n", round, rounds)
		if round == 0 {
			m.round(newResults())
			continue
		}
		m.round(r)
		if m.browser.Err() != nil {
			return nil, m.browser.Err()
		}
	}
	taken := 0
	for _, series := range r.samples {
		taken += len(series)
	}
	if share := float64(len(r.failures)) / float64(taken); share > failuresAllowed {
		return nil, fmt.Errorf("%d of %d samples failed, the last one: %s", len(r.failures), taken, r.failures[len(r.failures)-1])
	}
	return r, nil
}

// prime visits every page that is measured warm, and logs out there.
func (m *sampler) prime() error {
	for range primingVisits {
		for _, sc := range scenarios {
			if sc.cold || sc.hang || sc.delay > 0 || sc.act != click {
				continue
			}
			for _, s := range sc.subjects() {
				if _, err := m.take(sc, s); err != nil {
					return fmt.Errorf("%s, %s: %w", sc.name, s.name, err)
				}
			}
		}
	}
	return nil
}

// round measures every subject in every scenario, both in random order: what
// is compared stands side by side.
func (m *sampler) round(r *results) {
	for _, sc := range shuffled(scenarios) {
		for _, s := range shuffled(sc.subjects()) {
			v, err := m.take(sc, s)
			if err != nil {
				v = nil
				r.failures = append(r.failures, fmt.Sprintf("%s, %s: %v", sc.name, s.name, err))
				fmt.Fprintln(os.Stderr, r.failures[len(r.failures)-1])
			}
			r.add(sc, s, v)
		}
	}
}

func shuffled[T any](all []T) []T {
	all = slices.Clone(all)
	rand.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}
