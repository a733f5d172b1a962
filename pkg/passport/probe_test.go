package passport

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/passport-logout/passport-logout/pkg/passport/passporttest"
	"github.com/stretchr/testify/assert"
)

// unreachable is an auth domain that no request reaches.
func unreachable(w *world) {
	w.AnswerProbe = func(string) error { return errTest }
	w.Answer = func(passporttest.Request) (int, error) { return 0, errTest }
}

func TestUnreachable(t *testing.T) {
	const (
		again = probeAgainMS * time.Millisecond
		limit = 10 * time.Second
	)
	loads := func(f *passporttest.Frame) { f.Load("") }
	online, offline := func(*world) {}, func(w *world) { w.Offline = true }
	tests := map[string]struct {
		edit    func(*world)
		happens func(*passporttest.Frame)
		code    Code
		after   time.Duration
	}{
		"shown":                                {online, loads, IDPUnreachable, again},
		"shown, offline":                       {offline, loads, Offline, again},
		"shown late":                           {online, func(f *passporttest.Frame) { time.Sleep(1500 * time.Millisecond); f.Load("") }, IDPUnreachable, 1500 * time.Millisecond},
		"shown, not loaded":                    {online, func(f *passporttest.Frame) { f.Commit("") }, IDPUnreachable, again},
		"not shown":                            {online, func(*passporttest.Frame) {}, IDPUnreachable, 2 * quietMS * time.Millisecond},
		"not shown, offline":                   {offline, func(*passporttest.Frame) {}, Offline, 2 * quietMS * time.Millisecond},
		"not shown but empty":                  {online, func(f *passporttest.Frame) { f.Commit("about:blank") }, IDPUnreachable, 2 * quietMS * time.Millisecond},
		"not shown, reached":                   {func(w *world) { w.Answer = nil }, func(*passporttest.Frame) {}, Timeout, limit},
		"nothing fails":                        {func(w *world) { w.AnswerProbe = failing(0) }, func(*passporttest.Frame) {}, Timeout, limit},
		"not shown, by this page":              {policy("credentialless"), func(*passporttest.Frame) {}, FrameBlocked, 2 * quietMS * time.Millisecond},
		"not shown, barred by this page":       {barring("require-corp"), func(*passporttest.Frame) {}, FrameBlocked, quietMS * time.Millisecond},
		"not shown, barred":                    {barring(""), func(*passporttest.Frame) {}, Timeout, limit},
		"barred":                               {barring(""), loads, IDPDidNotReturn, settleMS * time.Millisecond},
		"barred by this page":                  {barring("require-corp"), loads, FrameBlocked, 0},
		"a policy that bars less":              {policy("credentialless; report-to=\"a\""), loads, FrameBlocked, settleMS * time.Millisecond},
		"a policy that bars nothing":           {policy("unsafe-none"), loads, IDPDidNotReturn, settleMS * time.Millisecond},
		"a policy and a page that never loads": {policy("credentialless"), func(f *passporttest.Frame) { f.Commit("") }, FrameBlocked, loadMS * time.Millisecond},
		"a page that loads before it is told to be there": {policy(""), func(f *passporttest.Frame) { f.Load(""); f.Commit("") }, IDPDidNotReturn, settleMS * time.Millisecond},
		"a page that never loads":                         {policy(""), func(f *passporttest.Frame) { f.Commit("") }, IDPDidNotReturn, loadMS * time.Millisecond},
		"the second one works":                            {func(w *world) { w.AnswerProbe = failing(1) }, loads, IDPDidNotReturn, settleMS * time.Millisecond},
		"both work":                                       {func(w *world) { w.AnswerProbe = failing(0) }, loads, IDPDidNotReturn, settleMS * time.Millisecond},
		"works, offline":                                  {func(w *world) { w.AnswerProbe = failing(0); w.Offline = true }, loads, IDPDidNotReturn, settleMS * time.Millisecond},
		"revocation answered":                             {func(w *world) { w.Answer = nil }, loads, IDPDidNotReturn, settleMS * time.Millisecond},
		"readable":                                        {online, func(f *passporttest.Frame) { f.Load(appOrigin + "/login") }, IDPDidNotReturn, settleMS * time.Millisecond},
		"connect-src":                                     {online, func(f *passporttest.Frame) { f.Violation(authDomain, "connect-src"); f.Load("") }, IDPDidNotReturn, settleMS * time.Millisecond},
		"connect-src, late":                               {online, func(f *passporttest.Frame) { f.Load(""); f.Violation(authDomain+"/", "connect-src") }, IDPDidNotReturn, settleMS * time.Millisecond},
		"connect-src elsewhere":                           {online, func(f *passporttest.Frame) { f.Violation("https://ads.test/", "connect-src"); f.Load("") }, IDPUnreachable, again},
		"coep of the probe": {online, func(f *passporttest.Frame) {
			f.Load("")
			f.Violation(authDomain+"/.well-known/openid-configuration", "coep")
		}, IDPDidNotReturn, settleMS * time.Millisecond},
		"coep of the frame": {online, func(f *passporttest.Frame) { f.Load(""); f.Violation(logoutLink, "coep") }, FrameBlocked, 0},
		"never answered":    {func(w *world) { w.AnswerProbe = hanging }, loads, IDPDidNotReturn, settleMS * time.Millisecond},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(w *world) { unreachable(w); test.edit(w) }, func(w *world) {
				r := w.logout(Options{})
				test.happens(w.frame())
				want := IDP{Status: IDPUnverified, Reason: string(test.code), MS: float64(test.after.Milliseconds())}
				if test.code == Offline {
					want.Status = IDPFailed
				}
				assert.Equal(t, want, r.failed(test.code).IDP)
				assert.Equal(t, test.after, r.took)
				time.Sleep(2 * time.Hour) // what comes then harms nobody
			})
		})
	}
}

// policy is an auth domain that answers, and an embedder policy of this page.
func policy(policy string) func(*world) {
	return func(w *world) { w.AnswerProbe, w.Policy = nil, policy }
}

// barring is a policy that lets only those through who ask by CORS.
func barring(text string) func(*world) {
	return func(w *world) { policy(text)(w); w.Barred = true }
}

// failing fails so many times first.
func failing(times int) func(string) error {
	return func(string) error {
		if times--; times >= 0 {
			return errTest
		}
		return nil
	}
}

// hanging fails after an hour.
func hanging(string) error {
	time.Sleep(time.Hour)
	return errTest
}

func TestWhatIsProbed(t *testing.T) {
	inWorld(t, func(w *world) { w.config.AuthenticationDomain = authDomain + "/tenant" }, func(w *world) {
		r := w.logout(Options{})
		w.frame().Load("")
		w.frame().Load("")
		synctest.Wait()
		assert.Equal(t, []string{"Probe"}, w.calls("Probe"))
		assert.Contains(t, w.Calls(), "Probe "+authDomain+"/tenant/.well-known/openid-configuration")
		w.frame().Message(appOrigin, callbackMessage)
		r.succeeded()
	})
}

// The browser may believe so because of a virtual network.
func TestOfflineIsOnlyAHint(t *testing.T) {
	inWorld(t, func(w *world) { w.Offline = true }, func(w *world) {
		r := w.logout(Options{})
		w.frame().Message(appOrigin, callbackMessage)
		assert.Equal(t, IDPEnded, r.succeeded().IDP.Status)
		assert.Empty(t, w.calls("Probe"))
	})
}

func TestRedirectProbesWhereThePageSeemsOffline(t *testing.T) {
	failed := func(reason Code) IDP { return IDP{Status: IDPFailed, Reason: string(reason)} }
	tests := map[string]struct {
		edit func(*world)
		code Code
		idp  IDP
	}{
		"fails":               {func(*world) {}, Offline, failed(Offline)},
		"works":               {func(w *world) { w.AnswerProbe = nil }, "", IDP{}},
		"revocation answered": {func(w *world) { w.Answer = nil; w.AnswerProbe = late(failing(9)) }, "", IDP{}},
		"never answered":      {func(w *world) { w.AnswerProbe = hanging }, "", IDP{}},
		"on this machine":     {onThisMachine, "", IDP{}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(w *world) { byRedirect(w); w.Offline = true; unreachable(w); test.edit(w) }, func(w *world) {
				r := w.logout(Options{})
				assert.False(t, w.signedIn())
				assert.Equal(t, []string{"PostForm"}, w.calls("PostForm", "Replace")[:1], "before anything is waited for")
				time.Sleep(probeLimitMS * time.Millisecond)
				if test.code != "" {
					assert.Equal(t, test.idp, r.failed(test.code).IDP)
					assert.Empty(t, w.navigations(), "a page without network would be lost")
					assert.Len(t, w.calls("Probe"), 1)
					return
				}
				assert.True(t, r.isPending())
				assert.Len(t, w.navigations(), 1)
				w.Leave("hide")
				time.Sleep(2 * time.Hour)
				w.Leave("show")
				r.succeeded()
			})
		})
	}
}

func onThisMachine(w *world) {
	w.config.AuthenticationDomain = "http://localhost:9000"
	_ = w.StorageRemove(localStorage, sessionKey)
	_ = w.StorageSet(localStorage, w.config.SessionKey(), storedSession)
}

// late answers after the revocation.
func late(probe func(string) error) func(string) error {
	return func(url string) error { time.Sleep(time.Millisecond); return probe(url) }
}

func TestAbortWhileThePageSeemsOffline(t *testing.T) {
	inWorld(t, func(w *world) { byRedirect(w); w.Offline = true; w.AnswerProbe = hanging }, func(w *world) {
		abort := make(giveUp)
		r := w.logout(Options{Signal: AbortOn(abort)})
		close(abort)
		assert.Equal(t, IDP{Status: IDPFailed, Reason: "aborted"}, r.failed(Aborted).IDP)
		assert.Empty(t, w.navigations(), "nothing begins after an abort")
		time.Sleep(2 * time.Hour)
		assert.Empty(t, w.navigations())
	})
}

// Silent mode does not verify it, and redirect mode finds that there is none.
func TestFallbackWithoutNetwork(t *testing.T) {
	inWorld(t, func(w *world) { w.config.Fallback = FallbackRedirect; w.Offline = true; unreachable(w) }, func(w *world) {
		r := w.logout(Options{})
		w.frame().Load("")
		assert.Equal(t, IDP{Status: IDPFailed, Reason: "offline"}, r.failed(Offline).IDP)
		assert.Empty(t, w.navigations())
	})
}

// The iframe needs no network on this machine, but a server.
func TestNobodyListensOnThisMachine(t *testing.T) {
	inWorld(t, func(w *world) {
		unreachable(w)
		onThisMachine(w)
		w.Offline = true
	}, func(w *world) {
		r := w.logout(Options{})
		w.frame().Load("")
		r.failed(IDPUnreachable)
	})
}
