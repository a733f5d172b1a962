package passport

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/passport-logout/passport-logout/internal/wire"
	"github.com/passport-logout/passport-logout/pkg/passport/passporttest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// byPopup has an auth domain on another site.
func byPopup(w *world) {
	w.config.LogoutMode = ModePopup
	w.CookieDomains = nil
}

// popup is the only one that was opened.
func (w *world) popup() *passporttest.Popup {
	w.Helper()
	require.Len(w, w.Popups(), 1)
	return w.Popups()[0]
}

// report is what the callback page in the popup posts on the channel.
func (w *world) report(url string) {
	w.Helper()
	w.OtherTabPosts(wire.Channel, wire.PopupKey+" "+w.popup().Copied[wire.PopupKey]+" "+url)
}

func TestPopupReturns(t *testing.T) {
	tests := map[string]func(*world){
		"message":               func(w *world) { w.popup().Message(appOrigin, callbackMessage) },
		"report on the channel": func(w *world) { w.report(appOrigin) },
		"location":              func(w *world) { w.popup().Load(callback + "?state=1") },
		"cut off, then report":  func(w *world) { w.popup().LookClosed(); time.Sleep(time.Second); w.report(appOrigin) },
		"cut off for long": func(w *world) {
			w.Unfocused = true
			w.popup().LookClosed()
			time.Sleep(9 * time.Second)
			w.report(appOrigin)
		},
		"by way of a page": func(w *world) { w.popup().Load(""); time.Sleep(9 * time.Second); w.popup().Load(callback) },
	}
	for name, returns := range tests {
		t.Run(name, func(t *testing.T) {
			inWorld(t, byPopup, func(w *world) {
				r := w.logout(Options{})
				assert.True(t, r.isPending())
				assert.True(t, w.popup().IsOpen())
				returns(w)
				receipt := r.succeeded()
				assert.Equal(t, IDP{Status: IDPEnded, Via: ViaPopup, MS: float64(r.took.Milliseconds())}, receipt.IDP)
				assert.Equal(t, ModePopup, receipt.Mode)
				assert.Equal(t, RevocationRevoked, receipt.Revocation.Status)
				assert.False(t, w.popup().IsOpen())
				assert.Empty(t, w.navigations())
			})
		})
	}
}

// The session must be gone, and the revocation on its way, before the popup, which
// alone keeps what it is known by.
func TestPopupOrder(t *testing.T) {
	inWorld(t, byPopup, func(w *world) {
		r := w.logout(Options{})
		assert.Equal(t, []string{"StorageSet", "Broadcast", "PostForm", "StorageSet", "OpenPopup"},
			last(5, w.calls("StorageSet", "Broadcast", "PostForm", "OpenPopup", "SendPopup", "StorageRemove")))
		assert.Equal(t, []string{logoutLink}, w.popup().Sent())
		assert.Equal(t, wire.PopupFeatures, w.popup().Features)
		assert.Equal(t, w.Stored(localStorage)[graveKey], w.popup().Copied[wire.PopupKey])
		w.popup().Message(appOrigin, callbackMessage)
		r.succeeded()
		assert.Empty(t, w.Stored(sessionStorage))
	})
}

func last[T any](n int, list []T) []T { return list[len(list)-n:] }

func TestPopupFailures(t *testing.T) {
	const limit, half = 10 * time.Second, 5 * time.Second
	unverified, failed := IDPUnverified, IDPFailed
	tests := map[string]struct {
		edit    func(*world)
		happens func(*world)
		code    Code
		status  IDPStatus
		after   time.Duration
	}{
		"nothing":            {nil, func(*world) {}, Timeout, unverified, limit},
		"about:blank":        {nil, func(w *world) { w.popup().Load("about:blank") }, Timeout, unverified, limit},
		"closed by hand":     {nil, func(w *world) { w.popup().LookClosed() }, PopupClosed, unverified, closedMS * time.Millisecond},
		"closed, away":       {nil, func(w *world) { w.Unfocused = true; w.popup().LookClosed() }, PopupClosed, unverified, limit},
		"closed, then back":  {nil, closedThenBack, PopupClosed, unverified, 3 * time.Second},
		"error page":         {nil, func(w *world) { w.popup().Load("") }, IDPDidNotReturn, unverified, limit},
		"a guard":            {nil, func(w *world) { w.popup().Load(appOrigin + "/login?next=SECRET") }, IDPDidNotReturn, unverified, settleMS * time.Millisecond},
		"a guard on the way": {nil, guardOnTheWay, IDPDidNotReturn, unverified, limit},
		"error in message":   {nil, func(w *world) { w.popup().Message(appOrigin, messageWith("url", callback+"?error=x")) }, IDPError, unverified, 0},
		"error in location":  {nil, func(w *world) { w.popup().Load(callback + "?error=x") }, IDPError, unverified, 0},
		"error in report":    {nil, func(w *world) { w.report(callback + "?error=x") }, IDPError, unverified, 0},
		"unreachable":        {unreachable, func(w *world) { w.popup().Load("") }, IDPUnreachable, unverified, probeAgainMS * time.Millisecond},
		"unreachable, blank": {unreachable, func(*world) {}, IDPUnreachable, unverified, 2 * quietMS * time.Millisecond},
		"offline":            {func(w *world) { unreachable(w); w.Offline = true }, func(w *world) { w.popup().Load("") }, Offline, failed, probeAgainMS * time.Millisecond},
		"the probe is stopped": {unreachable, func(w *world) {
			w.popup().Violation(authDomain, "connect-src")
			w.popup().Load("")
		}, IDPDidNotReturn, unverified, limit},
		"a frame is refused":  {nil, func(w *world) { w.popup().Violation(authDomain, "frame-ancestors") }, Timeout, unverified, limit},
		"blocked":             {func(w *world) { w.fault(errTest, "OpenPopup") }, func(*world) {}, PopupBlocked, failed, 0},
		"closed at once":      {closedAtOnce, func(*world) {}, PopupClosed, failed, 0},
		"the page is left":    {nil, func(w *world) { w.Leave("hide"); time.Sleep(half); w.Leave("show") }, Timeout, unverified, limit},
		"a report of another": {nil, func(w *world) { w.OtherTabPosts(wire.Channel, wire.PopupKey+" 0 "+appOrigin) }, Timeout, unverified, limit},
		"a message of others": {nil, func(w *world) { w.popup().Message(authDomain, callbackMessage) }, Timeout, unverified, limit},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(w *world) {
				byPopup(w)
				if test.edit != nil {
					test.edit(w)
				}
			}, func(w *world) {
				r := w.logout(Options{})
				test.happens(w)
				receipt := r.failed(test.code)
				assert.Equal(t, IDP{Status: test.status, Reason: string(test.code), MS: float64(test.after.Milliseconds())}, receipt.IDP)
				assert.Equal(t, LocalCleared, receipt.Local.Status)
				assert.ErrorContains(t, r.err, clearedBut)
				assert.NotContains(t, r.err.Error(), "SECRET")
				assert.NotContains(t, r.err.Error(), "iframe")
				assert.Empty(t, w.Stored(sessionStorage))
			})
		})
	}
}

// closedAtOnce is before the application has done what it does.
func closedAtOnce(w *world) {
	w.config.BeforeLogout = func() {}
	w.fault(errTest, "SendPopup")
}

func closedThenBack(w *world) {
	w.Unfocused = true
	w.popup().LookClosed()
	time.Sleep(2 * time.Second)
	w.Focus()
}

// Another site's page takes the place of the guard's.
func guardOnTheWay(w *world) {
	w.popup().Load(appOrigin + "/login")
	time.Sleep(time.Second)
	w.popup().Load("")
}

func TestWhereThePopupEnded(t *testing.T) {
	inWorld(t, byPopup, func(w *world) {
		r := w.logout(Options{})
		w.popup().Load(appOrigin + "/login?next=x")
		r.failed(IDPDidNotReturn)
		assert.ErrorContains(t, r.err, "the popup ended on "+appOrigin+"/login, so")
	})
}

func TestPopupAndFallback(t *testing.T) {
	tests := map[string]struct {
		edit    func(*world)
		happens func(*world)
		leaves  bool
	}{
		"blocked":  {func(w *world) { w.fault(errTest, "OpenPopup") }, func(*world) {}, true},
		"closed":   {byPopup, func(w *world) { w.popup().LookClosed(); time.Sleep(2 * time.Second) }, true},
		"returned": {byPopup, func(w *world) { w.popup().Message(appOrigin, callbackMessage) }, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(w *world) {
				byPopup(w)
				test.edit(w)
				w.config.Fallback = FallbackRedirect
			}, func(w *world) {
				r := w.logout(Options{})
				test.happens(w)
				if assert.Equal(t, test.leaves, r.isPending()); !test.leaves {
					assert.Empty(t, w.navigations())
					return
				}
				assert.Equal(t, []string{"top " + logoutLink}, w.navigations())
				for _, popup := range w.Popups() {
					assert.False(t, popup.IsOpen(), "nobody is there to close it later")
				}
				w.Leave("hide")
				w.Leave("show")
				assert.Equal(t, ViaRedirect, r.succeeded().IDP.Via)
			})
		})
	}
}

// A browser opens no popup a second after the click, so it waits for the application.
func TestPopupBeforeLogout(t *testing.T) {
	inWorld(t, byPopup, func(w *world) {
		saved := make(chan struct{})
		r := w.logout(Options{BeforeLogout: func() { <-saved }})
		assert.True(t, w.popup().IsOpen())
		assert.Empty(t, w.popup().Sent())
		close(saved)
		synctest.Wait()
		assert.Equal(t, []string{logoutLink}, w.popup().Sent())
		w.popup().Message(appOrigin, callbackMessage)
		r.succeeded()
	})
}

func TestPopupIsClosedByAnAbort(t *testing.T) {
	inWorld(t, byPopup, func(w *world) {
		abort := make(giveUp)
		r := w.logout(Options{Signal: AbortOn(abort)})
		assert.True(t, w.popup().IsOpen())
		close(abort)
		r.failed(Aborted)
		assert.False(t, w.popup().IsOpen())
	})
}

func TestNoPopupAfterAnAbort(t *testing.T) {
	inWorld(t, byPopup, func(w *world) {
		abort := make(giveUp)
		close(abort)
		w.logout(Options{Signal: AbortOn(abort)}).failed(Aborted)
		assert.Empty(t, w.Popups())
	})
}

// The tab may go on to a callback page of its own.
func TestAPageThatIsLeftIsNoPopup(t *testing.T) {
	inWorld(t, byPopup, func(w *world) {
		r := w.logout(Options{})
		w.Leave("hide")
		synctest.Wait()
		assert.Empty(t, w.Stored(sessionStorage))
		assert.True(t, w.popup().IsOpen())
		w.report(appOrigin)
		r.succeeded()
	})
}

func TestOnePopupForAllCalls(t *testing.T) {
	inWorld(t, byPopup, func(w *world) {
		first, second := w.logout(Options{}), w.logout(Options{})
		w.popup().Message(appOrigin, callbackMessage)
		assert.Equal(t, first.succeeded(), second.succeeded())
	})
}

func TestAutoModeAcrossSites(t *testing.T) {
	tests := map[string]struct {
		cookieDomain string
		auto, want   Mode
	}{
		"by default":    {"", "", ModeRedirect},
		"redirect":      {"", ModeRedirect, ModeRedirect},
		"popup":         {"", ModePopup, ModePopup},
		"on the site":   {"app.test", ModePopup, ModeSilent},
		"not elsewhere": {"app.test", "", ModeSilent},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(w *world) {
				w.CookieDomains = []string{test.cookieDomain}
				w.config.LogoutMode, w.config.AutoMode = ModeAuto, test.auto
			}, func(w *world) {
				abort := make(giveUp)
				r := w.logout(Options{Signal: AbortOn(abort)})
				synctest.Wait()
				close(abort)
				assert.Equal(t, test.want, r.failed(Aborted).Mode)
			})
		})
	}
}

// A late refresh must not bring the session back while the popup is open.
func TestPopupAndLateRefresh(t *testing.T) {
	inWorld(t, byPopup, func(w *world) {
		r := w.logout(Options{})
		w.OtherTabWrites(sessionKey, storedSession)
		assert.False(t, w.signedIn())
		w.signIn() // by this page, of which no event tells
		w.popup().Message(appOrigin, callbackMessage)
		r.succeeded()
		assert.False(t, w.signedIn())
	})
}
