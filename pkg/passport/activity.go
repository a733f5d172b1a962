package passport

// maxMark is more than the digits of a time.
const maxMark = 20

// touch begins the time so many milliseconds ago, and returns whether the user was
// thought away.
func (w *idleWatch) touch(ago float64) (warned bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now, w.date = w.browser.Now()-ago, w.browser.Date()-ago
	warned, w.warned = w.warned, false
	return warned
}

// elapsed is how long the user has done nothing, in milliseconds.
func (w *idleWatch) elapsed() float64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	return max(w.browser.Now()-w.now, w.browser.Date()-w.date)
}

// remaining is how many milliseconds are left.
func (w *idleWatch) remaining() float64 { return float64(w.config.IdleTimeoutMS) - w.elapsed() }

// act takes what the user does in this tab, unless it comes too late, as what wakes
// the machine may.
func (w *idleWatch) act() {
	if w.remaining() <= 0 {
		w.look()
		return
	}
	_ = w.browser.StorageSet(localStorage, w.config.activityKey(), decimal(int(w.browser.Date())))
	w.back(0)
}

// hear takes what the user has done in another tab: when, by the machine's clock. A
// tab that was frozen hears of it late.
func (w *idleWatch) hear(mark string) {
	if !isNumber(mark) || len(mark) > maxMark {
		return
	}
	at := 0.0
	for i := range len(mark) {
		at = at*10 + float64(mark[i]-'0')
	}
	if ago := max(0, w.browser.Date()-at); ago < w.elapsed() {
		w.back(ago)
	}
}

func (w *idleWatch) back(ago float64) {
	if w.touch(ago) {
		w.tell(isBack{})
	}
	w.look()
}
