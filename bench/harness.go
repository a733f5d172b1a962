package main

// report is what a page tells of itself: the times that have passed since its
// navigation began, in milliseconds, by the name of the mark.
type report struct {
	Name      string
	Marks     map[string]any
	Bytes     struct{ BeforeLoad, Total float64 }
	LongTasks float64
}

// between is the time from one mark to another.
func (r report) between(from, to string) float64 {
	a, hasA := r.Marks[from].(float64)
	b, hasB := r.Marks[to].(float64)
	if !hasA || !hasB {
		return missing
	}
	return b - a
}
