package passporttest

import "time"

// Date is the time of package time, and what the machine has slept.
func (b *Browser) Date() float64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	return float64(time.Now().UnixMilli()) + float64(b.slept)/float64(time.Millisecond)
}

// Sleep has the machine sleep: its clock goes on, while Now and the timers stand
// still. A negative duration sets the clock back.
func (b *Browser) Sleep(d time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.slept += d
}

type (
	activityListener struct{ report func() }
	returnListener   struct{ report func() }
)

// OnActivity reports Act.
func (b *Browser) OnActivity(f func()) (remove func()) { return b.listen(&activityListener{f}) }

// OnReturn reports Return.
func (b *Browser) OnReturn(f func()) (remove func()) { return b.listen(&returnListener{f}) }

// Act does something as the user.
func (b *Browser) Act() { each(b, func(l *activityListener) { l.report() }) }

// Return comes back to the page as the user.
func (b *Browser) Return() { each(b, func(l *returnListener) { l.report() }) }
