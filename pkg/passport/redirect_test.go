package passport

import (
	"strings"
	"testing"
	"time"

	"github.com/passport-logout/passport-logout/pkg/passport/passporttest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func byRedirect(w *world) { w.config.LogoutMode = ModeRedirect }

// The session must be gone before anything else can happen, and nothing may
// wait for the revocation.
func TestRedirectOrder(t *testing.T) {
	inWorld(t, byRedirect, func(w *world) {
		answer := make(chan struct{})
		w.Answer = func(passporttest.Request) (int, error) { <-answer; return 200, nil }
		var steps []string
		w.Fault = func(method string, args ...string) error {
			switch method {
			case "StorageSet", "Broadcast", "PostForm", "Replace":
				steps = append(steps, method)
				assert.False(t, w.signedIn(), method)
			}
			return nil
		}
		w.client.OnLoggedOut(func(LoggedOut) { steps = append(steps, "event") })
		r := w.logout(Options{})
		assert.Equal(t, []string{"StorageSet", "Broadcast", "event", "PostForm", "Replace"}, steps)
		assert.True(t, r.isPending(), "what stands after await must not run while the page is left")
		assert.Equal(t, []string{"top " + logoutLink}, w.navigations())
		w.Leave("hide")
		w.Leave("show")
		assert.Equal(t, RevocationSent, r.succeeded().Revocation.Status)
		close(answer)
	})
}

func TestRedirectTarget(t *testing.T) {
	inWorld(t, func(w *world) { byRedirect(w); w.config.RedirectTarget = "self" }, func(w *world) {
		r := w.logout(Options{})
		require.Len(t, w.navigations(), 1)
		assert.True(t, strings.HasPrefix(w.navigations()[0], "self "))
		w.Leave("show")
		r.succeeded()
	})
}

func TestRedirectOutcomes(t *testing.T) {
	unverified := IDP{Status: IDPUnverified, Via: "redirect"}
	blocked := IDP{Status: IDPUnverified, Reason: "navigation_blocked"}
	hour := float64(time.Hour.Milliseconds())
	after := func(idp IDP, ms float64) IDP { idp.MS = ms; return idp }
	tests := map[string]struct {
		happens func(*world)
		code    Code
		want    IDP
	}{
		"comes back":        {func(w *world) { w.Leave("hide"); w.Leave("show") }, "", unverified},
		"comes back late":   {func(w *world) { w.Leave("hide"); time.Sleep(time.Hour); w.Leave("show") }, "", after(unverified, hour)},
		"cancelled":         {func(w *world) { w.Leave("error") }, NavigationBlocked, blocked},
		"nothing happens":   {func(*world) {}, NavigationBlocked, after(blocked, 10_000)},
		"something unknown": {func(w *world) { w.Leave("freeze") }, NavigationBlocked, after(blocked, 10_000)},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inWorld(t, byRedirect, func(w *world) {
				r := w.logout(Options{})
				test.happens(w)
				if test.code != "" {
					assert.Equal(t, test.want, r.failed(test.code).IDP)
					return
				}
				assert.Equal(t, test.want, r.succeeded().IDP)
			})
		})
	}
}

func TestRedirectThatThrows(t *testing.T) {
	inWorld(t, func(w *world) { byRedirect(w); w.fault(errTest, "Replace") }, func(w *world) {
		r := w.logout(Options{})
		receipt := r.failed(NavigationBlocked)
		assert.ErrorIs(t, r.err, errTest)
		assert.Equal(t, IDPFailed, receipt.IDP.Status)
		assert.Equal(t, LocalCleared, receipt.Local.Status)
		assert.Zero(t, r.took)
	})
}

// Whoever comes back to the page may have signed in again elsewhere.
func TestNewLoginSurvivesThePageThatComesBack(t *testing.T) {
	inWorld(t, byRedirect, func(w *world) {
		r := w.logout(Options{})
		w.Leave("hide")
		w.signIn()
		w.Leave("show")
		r.succeeded()
		assert.True(t, w.signedIn())
	})
}

func TestLocalModeLeavesThePassportSessionAlone(t *testing.T) {
	inWorld(t, nil, func(w *world) {
		receipt := w.logout(Options{Mode: ModeLocal}).succeeded()
		assert.Equal(t, Receipt{
			Mode:       ModeLocal,
			Local:      Local{LocalCleared, []string{sessionKey}},
			Revocation: Revocation{RevocationSkipped, "local mode"},
			IDP:        IDP{Status: IDPSkipped, Reason: "local mode"},
		}, receipt)
		assert.Empty(t, w.navigations())
		assert.Empty(t, w.Frames())
	})
}

func TestAutoMode(t *testing.T) {
	inWorld(t, nil, func(w *world) {
		r := w.logout(Options{Mode: ModeAuto})
		w.frame().Message(appOrigin, callbackMessage)
		assert.Equal(t, ModeSilent, r.succeeded().Mode)

		w.CookieDomains = nil // now it is another site
		r = w.logout(Options{Mode: ModeAuto})
		assert.Len(t, w.navigations(), 1)
		w.Leave("show")
		assert.Equal(t, ModeRedirect, r.succeeded().Mode)
	})
}
