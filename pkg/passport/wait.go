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

// wait queues the events of every source and owns everything that must be undone
// when the wait is over. Every way of ending a session waits here, so that every
// path cleans up. Whoever posts is never kept, and no event is lost: what a page
// can cause by the thousand must not cost the one that counts.
type wait struct {
	browser Browser
	woken   chan struct{} // full where an event may have come since the last look
	mu      sync.Mutex
	events  []event
	undo    []func()
	closed  bool
}

func newWait(b Browser) *wait { return &wait{browser: b, woken: make(chan struct{}, 1)} }

// post hands over an event.
func (w *wait) post(e event) {
	w.mu.Lock()
	w.events = append(w.events, e)
	w.mu.Unlock()
	select {
	case w.woken <- struct{}{}:
	default:
	}
}

// next returns the oldest event that was not returned yet, and blocks until there
// is one.
func (w *wait) next() event {
	for {
		if e, found := w.take(); found {
			return e
		}
		<-w.woken
	}
}

func (w *wait) take() (e event, found bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.events) == 0 {
		return event{}, false
	}
	e, w.events = w.events[0], w.events[1:]
	return e, true
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

// close undoes everything, the latest first, also where one of them panics.
func (w *wait) close() {
	w.mu.Lock()
	undo := w.undo
	w.undo, w.closed = nil, true
	w.mu.Unlock()
	for _, f := range undo {
		defer f()
	}
}

// abortOn reports eventAborted when the signal, which may be nil, aborts.
func (w *wait) abortOn(signal AbortSignal) {
	if signal != nil {
		w.own(signal.OnAbort(func() { w.post(event{kind: eventAborted}) }))
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
