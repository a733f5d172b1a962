package passport

import "sync"

// idleLookMS is how often at least it is looked whether the user is idle, in
// milliseconds: after a sleep of the machine a timer takes up the rest of its time.
const idleLookMS = 10_000

// OnIdle calls f when the user has done nothing for so long that [Client.Watch] is
// going to log out, and before it does: remainingMS from now, in milliseconds. Where
// f returns true the user stays, as by doing something. f must return at once.
//
// The time is that of [Clock.Now] or of [Clock.Date], whichever has run further since
// the user did something: the first stands still in some browsers while the machine
// sleeps, the second may have been set back. So a clock that is set forward may log
// out too early, and none too late. A machine that wakes after the time is over logs
// out without a warning.
func (c *Client) OnIdle(f func(remainingMS float64) (stay bool)) (remove func()) {
	return c.listen(func(event any) (stay bool) {
		left, ok := event.(idleFor)
		return ok && f(float64(left))
	})
}

// OnActive calls f when a user of whom [Client.OnIdle] has told is back, in this tab
// or in another one. f must return at once.
func (c *Client) OnActive(f func()) (remove func()) {
	return c.listen(func(event any) (stay bool) {
		if _, ok := event.(isBack); ok {
			f()
		}
		return false
	})
}

// What listeners hear: that the user is idle, with the milliseconds that are left, and
// that the user is back.
type (
	idleFor float64
	isBack  struct{}
)

// idleWatch logs out when the user does nothing.
type idleWatch struct {
	*Client
	mu     sync.Mutex
	now    float64 // of the last activity, by [Clock.Now]
	date   float64 // by [Clock.Date]
	warned bool
	cancel func() // the next look
	over   bool
}

func (c *Client) watchIdle() (stop func()) {
	if c.config.IdleTimeoutMS == 0 {
		return func() {}
	}
	w := &idleWatch{Client: c, cancel: func() {}}
	w.touch(0)
	w.look()
	stops := []func(){
		c.browser.OnActivity(w.act),
		c.browser.OnReturn(w.look),
		c.browser.OnStorage(c.config.activityKey(), w.hear),
		w.stop,
	}
	return func() {
		for _, s := range stops {
			s()
		}
	}
}

func (w *idleWatch) stop() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.over = true
	w.cancel()
}

// look warns or logs out where it is time for that, and looks again later.
func (w *idleWatch) look() {
	left := w.remaining()
	switch {
	case !w.present():
		w.touch(0) // whoever signs in has all of the time
		w.later(idleLookMS, w.look)
	case left <= 0:
		w.later(0, w.end)
	case left <= float64(w.config.IdleWarningMS) && w.warn(left):
		w.act()
	case left <= float64(w.config.IdleWarningMS):
		w.later(left, w.look)
	default:
		w.later(left-float64(w.config.IdleWarningMS), w.look)
	}
}

// later takes the place of what was to come.
func (w *idleWatch) later(ms float64, f func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.cancel()
	if !w.over {
		w.cancel = w.browser.After(int(min(ms+1, idleLookMS)), f)
	}
}

// warn tells, once, and returns whether somebody has the user stay.
func (w *idleWatch) warn(left float64) (stay bool) {
	w.mu.Lock()
	warned := w.warned
	w.warned = true
	w.mu.Unlock()
	return !warned && w.tell(idleFor(left))
}

// end logs out, a turn of the event loop after it was time: what other tabs have
// told meanwhile comes first.
func (w *idleWatch) end() {
	if w.remaining() > 0 || !w.present() {
		w.look()
		return
	}
	w.touch(0)
	w.later(idleLookMS, w.look)
	go func() { _, _ = w.Logout(Options{reason: "idle"}) }()
}
