package passport

// Events of a probe.
const (
	eventQuiet  = "quiet"  // so much time has passed that it is worth a probe
	eventProbed = "probed" // what came of it: an error, barred or nil
)

// Times of a probe, in milliseconds: the pause before one that failed is tried
// again, and how long one that keeps the page from being left is waited for.
const (
	probeAgainMS = 300
	probeLimitMS = 1_000
)

// probe tells an auth domain that cannot be reached from one that shows a page of
// its own: an iframe looks the same with both. Only failing twice says anything,
// and not where a policy of this page has stopped the probe.
type probe struct {
	begun   bool
	failed  int // how many times in a row
	stopped bool
	barred  bool // it was answered by CORS only
}

// barred is what comes of a probe that a policy has let through by CORS only.
type barred struct{}

// probeURL is what every OpenID provider answers for everybody (OpenID Connect
// Discovery 1.0, section 4), so that the browser logs no failure, and no policy of
// the answer stops the probe.
func (l *logout) probeURL() string { return l.domain.href + wellKnown }

// sendProbe posts eventProbed to w.
func (l *logout) sendProbe(w *wait) {
	l.browser.Probe(l.probeURL(), func(isBarred bool, err error) {
		switch {
		case err != nil:
			w.post(event{kind: eventProbed, data: err})
		case isBarred:
			w.post(event{kind: eventProbed, data: barred{}})
		default:
			w.post(event{kind: eventProbed})
		}
	})
}

// ask begins the probe, once.
func (v *visit) ask() {
	if !v.probe.begun {
		v.probe.begun = true
		v.sendProbe(v.wait)
	}
}

// judgeProbe takes what came of one.
func (v *visit) judgeProbe(result any) Code {
	if _, failed := result.(error); failed {
		v.probe.failed++
		if v.probe.failed == 1 {
			v.wait.own(v.browser.After(probeAgainMS, func() { v.sendProbe(v.wait) }))
		}
		return v.unreachable()
	}
	v.probe.failed = 0
	_, v.probe.barred = result.(barred)
	if v.probe.barred || !v.shown {
		v.askPolicy() // of this page, which may have stopped the iframe too
	}
	return ""
}

// judgeSilence looks at an iframe that has had its time. One that shows nothing may be
// on its way, until the probe has failed and as much time again has passed.
func (v *visit) judgeSilence() Code {
	if v.shown {
		return ""
	}
	v.quiet++
	if v.quiet == 1 {
		v.ask()
		v.awaitQuiet()
	}
	return or(v.stoppedByPage(), v.unreachable())
}

// unreachable is the code of an auth domain that is known not to be reached, or
// "". One that has answered the revocation is.
func (v *visit) unreachable() Code {
	_, reached := v.revocation.state()
	switch {
	case !v.opaque && (v.shown || v.quiet < 2):
		return ""
	case v.probe.failed < 2 || v.probe.stopped || reached:
		return ""
	case v.seemsOffline():
		return Offline
	}
	return IDPUnreachable
}

// seemsOffline is a hint, which is wrong on machines with virtual networks, and
// says nothing of an auth domain on this machine.
func (l *logout) seemsOffline() bool {
	return !l.browser.Online() && !isLoopback(hostname(l.domain.origin))
}

// needNetwork fails where the browser seems offline and a request fails too: a
// page that is left without a network is lost.
func (l *logout) needNetwork() *Error {
	if !l.seemsOffline() {
		return nil
	}
	w := newWait(l.browser)
	defer w.close()
	w.abortOn(l.options.Signal)
	w.timeout(probeLimitMS)
	l.sendProbe(w)
	e := w.next()
	_, failed := e.data.(error)
	_, reached := l.revocation.state()
	switch {
	case e.kind == eventAborted:
		return l.errorOf(Aborted)
	case e.kind == eventProbed && failed && !reached:
		return l.errorOf(Offline)
	}
	return nil
}
