package passport

// Events of a probe.
const (
	eventQuiet  = "quiet"  // so much time has passed that it is worth a probe
	eventProbed = "probed" // what came of it: an error or nil
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
	failed  int
	stopped bool
}

// probeURL is what every OpenID provider answers for everybody (OpenID Connect
// Discovery 1.0, section 4), so that the browser logs no failure, and no policy of
// the answer stops the probe.
func (l *logout) probeURL() string { return l.domain.href + "/.well-known/openid-configuration" }

// sendProbe posts eventProbed to w.
func (l *logout) sendProbe(w *wait) {
	l.browser.Probe(l.probeURL(), func(err error) { w.post(event{kind: eventProbed, data: err}) })
}

// ask begins the probe, once.
func (v *visit) ask() {
	if !v.probe.begun {
		v.probe.begun = true
		v.sendProbe(v.wait)
	}
}

// judgeProbe takes what came of one. An iframe that has shown nothing may still be
// on its way, so that only the time limit ends that.
func (v *visit) judgeProbe(failure any) Code {
	if failure == nil {
		return ""
	}
	v.probe.failed++
	if v.probe.failed == 1 {
		v.wait.own(v.browser.After(probeAgainMS, func() { v.sendProbe(v.wait) }))
	}
	if v.opaque {
		return v.unreachable()
	}
	return ""
}

// unreachable is the code of an auth domain that is known not to be reached, or
// "". One that has answered the revocation is.
func (v *visit) unreachable() Code {
	_, reached := v.revocation.state()
	switch {
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
	_, reached := l.revocation.state()
	switch {
	case e.kind == eventAborted:
		return l.errorOf(Aborted)
	case e.kind == eventProbed && e.data != nil && !reached:
		return l.errorOf(Offline)
	}
	return nil
}
