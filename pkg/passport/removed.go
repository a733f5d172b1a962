package passport

// removedMS is how long a session has to be gone without a logout to be removed, in
// milliseconds: a library that refreshes the tokens may remove what it writes again.
const removedMS = 1_000

// look finds a session that is gone without a tombstone, and waits for what comes of
// it.
func (w *watch) look() (reason string) {
	was := w.signedIn
	if is := w.know(); was && !is {
		w.signedIn = true // until that is sure
		w.undoubt()
		w.undoubt = w.browser.After(removedMS, func() { w.do(w.doubt) })
	}
	return ""
}

// doubt tells that the session is gone, unless by a logout: the news of that comes by
// itself, or it was this page's own.
func (w *watch) doubt() (reason string) {
	was := w.signedIn
	if is := w.know(); !was || is || w.storedTombstone() != w.past {
		return ""
	}
	return "session-removed"
}

// know looks whether the session is there. What is stored with it is the tombstone of
// a logout before it.
func (w *watch) know() (is bool) {
	w.signedIn = w.present()
	if w.signedIn {
		w.past = w.storedTombstone()
	}
	return w.signedIn
}

func (w *watch) stopDoubting() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.undoubt()
}
