package passport

import "sync"

// event is anything that can happen while a logout waits: what a frame or the
// page reports, a timer, an abort.
type event struct {
	kind   string
	origin string
	data   any
}

// Kinds of events beside those of [Frames] and [Navigator].
const (
	eventDone    = "done" // what else was waited for
	eventSettled = "settled"
	eventTimeout = "timeout"
	eventAborted = "aborted"
)

// wait collects events from every source in one channel and owns everything
// that must be undone when the wait is over. Every way of ending a session
// waits here, so that every path cleans up.
type wait struct {
	browser Browser
	events  chan event
	mu      sync.Mutex
	undo    []func()
	closed  bool
}

// newWait starts a wait that reports when the signal, which may be nil, aborts.
func newWait(b Browser, signal AbortSignal) *wait {
	w := &wait{browser: b, events: make(chan event, 64)}
	if signal != nil {
		w.own(signal.OnAbort(func() { w.post(event{kind: eventAborted}) }))
	}
	return w
}

// post hands over an event and never blocks.
func (w *wait) post(e event) {
	select {
	case w.events <- e:
	default:
	}
}

// own makes close call undo, or calls it if that is over.
func (w *wait) own(undo func()) {
	w.mu.Lock()
	closed := w.closed
	if !closed {
		w.undo = append(w.undo, undo)
	}
	w.mu.Unlock()
	if closed {
		undo()
	}
}

// close undoes everything, the latest first.
func (w *wait) close() {
	w.mu.Lock()
	undo := w.undo
	w.undo, w.closed = nil, true
	w.mu.Unlock()
	for i := len(undo) - 1; i >= 0; i-- {
		undo[i]()
	}
}

// timeout reports eventTimeout after ms milliseconds. It lets one more turn of
// the event loop pass first: after a blocked main thread the timer may run
// before a message that came in time.
func (w *wait) timeout(ms int) {
	w.own(w.browser.After(ms, func() {
		w.own(w.browser.After(0, func() { w.post(event{kind: eventTimeout}) }))
	}))
}
