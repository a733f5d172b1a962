package main

import (
	"math"
	"slices"
)

// missing stands for a sample that failed, and for what cannot be known.
var missing = math.NaN()

// summary describes samples.
type summary struct {
	median, low, high float64 // low and high are the quartiles
	count             int
}

// summarize leaves out what is missing. Without samples all is missing.
func summarize(samples []float64) summary {
	known := slices.DeleteFunc(slices.Clone(samples), math.IsNaN)
	slices.Sort(known)
	return summary{quantile(known, 0.5), quantile(known, 0.25), quantile(known, 0.75), len(known)}
}

// quantile interpolates between the two nearest of sorted samples.
func quantile(sorted []float64, q float64) float64 {
	if len(sorted) == 0 {
		return missing
	}
	at := q * float64(len(sorted)-1)
	i := int(at)
	if i == len(sorted)-1 || sorted[i] == sorted[i+1] {
		return sorted[i]
	}
	return sorted[i] + (at-float64(i))*(sorted[i+1]-sorted[i])
}

// ratio is the median of the ratios of two series.
func ratio(numerator, denominator []float64) float64 {
	return summarize(ratios(numerator, denominator)).median
}

// ratios divides two series round by round: what disturbs a whole round disturbs
// both sides. It is missing in rounds in which either is missing or never ended,
// and where it would divide by nothing.
func ratios(numerator, denominator []float64) []float64 {
	rounds := make([]float64, min(len(numerator), len(denominator)))
	for i := range rounds {
		rounds[i] = numerator[i] / denominator[i]
		if math.IsInf(rounds[i], 0) || math.IsInf(denominator[i], 0) {
			rounds[i] = missing
		}
	}
	return rounds
}
