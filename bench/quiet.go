package main

import (
	"context"
	"os"
	"strconv"
	"strings"
	"time"
)

const (
	quietWindow = 100 * time.Millisecond
	// busyShare is how much of the machine may be in use in a quiet window.
	busyShare = 0.1
)

// quiet waits for a window in which the machine is idle, no longer than
// patience allows, and tells whether there was one. Where there is no
// /proc/stat it lets one window pass.
func quiet(ctx context.Context, patience time.Duration) bool {
	for deadline := time.Now().Add(patience); time.Now().Before(deadline) && ctx.Err() == nil; {
		busy, total, ok := processorTime()
		time.Sleep(quietWindow)
		busyThen, totalThen, _ := processorTime()
		if !ok || float64(busyThen-busy) <= busyShare*float64(totalThen-total) {
			return true
		}
	}
	return false
}

// processorTime is the time that all processors have been busy, and that they
// have been up, in ticks (proc(5)).
func processorTime() (busy, total int, ok bool) {
	data, err := os.ReadFile("/proc/stat")
	if err != nil {
		return 0, 0, false
	}
	line, _, _ := strings.Cut(string(data), "\n")
	for i, field := range strings.Fields(line) {
		const idle, iowait = 4, 5
		ticks, err := strconv.Atoi(field)
		if err != nil {
			continue // the word cpu
		}
		total += ticks
		if i != idle && i != iowait {
			busy += ticks
		}
	}
	return busy, total, true
}
