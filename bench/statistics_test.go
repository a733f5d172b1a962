package main

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestSummaryLeavesOutWhatIsMissing(t *testing.T) {
	s := summarize([]float64{4, missing, 1, 3, 2, 5})
	assert.Equal(t, summary{median: 3, low: 2, high: 4, count: 5}, s)
}

func TestSummaryInterpolates(t *testing.T) {
	assert.Equal(t, summary{median: 2.5, low: 1.75, high: 3.25, count: 4}, summarize([]float64{4, 3, 2, 1}))
}

func TestSummaryOfWhatNeverEnded(t *testing.T) {
	never := math.Inf(1)
	assert.Equal(t, summary{median: never, low: never, high: never, count: 3}, summarize([]float64{never, never, never}))
	assert.Equal(t, never, summarize([]float64{1, never, never}).median)
}

func TestSummaryOfNothing(t *testing.T) {
	s := summarize([]float64{missing})
	assert.Zero(t, s.count)
	assert.True(t, math.IsNaN(s.median))
}

func TestRatioIsTakenWithinARound(t *testing.T) {
	// The second round was ten times as slow for both.
	assert.Equal(t, 2.0, ratio([]float64{2, 20, 4}, []float64{1, 10, 2}))
}

func TestRatioLeavesOutRoundsWithoutBothSides(t *testing.T) {
	never := math.Inf(1)
	assert.Equal(t, 3.0, ratio([]float64{missing, 3, 9, 5, 7}, []float64{1, 1, missing, never, 0}))
	assert.True(t, math.IsNaN(ratio([]float64{never}, []float64{1})))
	assert.True(t, math.IsNaN(ratio(nil, []float64{1})))
}

func TestMainThreadTimeIsWhatItsTasksRanBetweenTheMarks(t *testing.T) {
	got, err := mainThreadTime([]traceEvent{
		{Name: "bench:start", Process: 1, Thread: 1, At: 1000},
		{Name: "bench:load", Process: 1, Thread: 1, At: 9000},
		{Name: "RunTask", Process: 1, Thread: 1, At: 0, Duration: 2000, CPU: 2000},    // one half inside
		{Name: "RunTask", Process: 1, Thread: 1, At: 3000, Duration: 4000, CPU: 1000}, // it waited
		{Name: "RunTask", Process: 1, Thread: 1, At: 9500, Duration: 100, CPU: 100},   // after it
		{Name: "RunTask", Process: 1, Thread: 2, At: 3000, Duration: 100, CPU: 100},   // another thread
		{Name: "RunTask", Process: 2, Thread: 1, At: 3000, Duration: 100, CPU: 100},   // another process
		{Name: "ParseHTML", Process: 1, Thread: 1, At: 3000, Duration: 100, CPU: 100}, // within a task
	})
	assert.NoError(t, err)
	assert.Equal(t, 2.0, got)
}

func TestMainThreadTimeNeedsTheMarks(t *testing.T) {
	_, err := mainThreadTime([]traceEvent{{Name: "bench:start"}})
	assert.Error(t, err)
}
