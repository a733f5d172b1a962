package main

import (
	"errors"
	"slices"
)

// traceEvent is an event of Chromium's trace. Times are in microseconds; cpu
// is the time that the thread itself ran.
type traceEvent struct {
	Name     string  `json:"name"`
	Process  int     `json:"pid"`
	Thread   int     `json:"tid"`
	At       float64 `json:"ts"`
	Duration float64 `json:"dur"`
	CPU      float64 `json:"tdur"`
}

// mainThreadTime is what the page's main thread ran between the page's marks
// at its start and at its load event, in milliseconds.
func mainThreadTime(events []traceEvent) (float64, error) {
	find := func(name string) (traceEvent, bool) {
		i := slices.IndexFunc(events, func(e traceEvent) bool { return e.Name == name })
		if i < 0 {
			return traceEvent{}, false
		}
		return events[i], true
	}
	start, started := find("bench:start")
	end, ended := find("bench:load")
	if !started || !ended {
		return 0, errors.New("the trace has no marks of the page")
	}
	micros, tasks := 0.0, 0
	for _, e := range events {
		if e.Name != "RunTask" || e.Process != start.Process || e.Thread != start.Thread || e.Duration == 0 {
			continue
		}
		tasks++
		// A task that reaches over an end counts with its share.
		inside := min(e.At+e.Duration, end.At) - max(e.At, start.At)
		if inside > 0 {
			micros += e.CPU * inside / e.Duration
		}
	}
	if tasks == 0 {
		return 0, errors.New("the trace has no tasks")
	}
	return micros / 1000, nil
}
