package passport

import (
	"errors"
	"testing"
	"time"

	"github.com/passport-logout/passport-logout/pkg/passport/passporttest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCallsDuringALogoutShareIt(t *testing.T) {
	inWorld(t, nil, func(w *world) {
		events := w.heard()
		calls := []*running{w.logout(Options{}), w.logout(Options{}), w.logout(Options{Mode: ModeRedirect})}
		w.frame().Message(appOrigin, callbackMessage)
		for _, r := range calls {
			assert.Equal(t, calls[0].receipt, r.succeeded())
		}
		assert.Len(t, *events, 1)
		assert.Len(t, w.Requests(), 1)
		assert.Empty(t, w.navigations())
	})
}

func TestCallsThatShareALogoutShareItsError(t *testing.T) {
	inWorld(t, nil, func(w *world) {
		first, second := w.logout(Options{}), w.logout(Options{})
		w.frame().Remove()
		assert.Equal(t, first.failed(FrameRemoved), second.failed(FrameRemoved))
	})
}

func TestLogoutAfterLogout(t *testing.T) {
	inWorld(t, nil, func(w *world) {
		w.logout(Options{Mode: ModeLocal}).succeeded()
		w.signIn()
		r := w.logout(Options{})
		w.frame().Message(appOrigin, callbackMessage)
		assert.Equal(t, LocalCleared, r.succeeded().Local.Status)
		assert.Equal(t, LocalNothingToClear, w.logout(Options{Mode: ModeLocal}).succeeded().Local.Status)
	})
}

func TestPanicDoesNotWedgeTheNextLogout(t *testing.T) {
	for _, method := range []string{"StorageRemove", "Broadcast", "PostForm", "Replace"} {
		t.Run(method, func(t *testing.T) {
			inWorld(t, byRedirect, func(w *world) {
				entered, shared := make(chan struct{}), make(chan struct{})
				w.Fault = func(called string, _ ...string) error {
					if called == method {
						close(entered)
						<-shared
						panic(errTest)
					}
					return nil
				}
				go func() {
					defer func() { assert.Equal(t, errTest, recover()) }()
					_, _ = w.client.Logout(Options{})
				}()
				<-entered
				second := w.logout(Options{})
				close(shared)
				<-second.done
				assert.Equal(t, Internal, codeOf(t, second.err), "a defect is no success")

				w.Fault = nil
				w.logout(Options{Mode: ModeLocal}).succeeded()
				assert.False(t, w.signedIn())
			})
		})
	}
}

func TestWrongOptionsClearTheSessionAllTheSame(t *testing.T) {
	tests := map[string]struct {
		options Options
		code    Code
	}{
		"mode":     {Options{Mode: "popup"}, InvalidConfig},
		"fallback": {Options{Fallback: "popup"}, InvalidConfig},
		"limit":    {Options{TimeoutMS: -1}, InvalidConfig},
		"scheme":   {Options{LogoutRedirectURI: "javascript:alert(1)"}, UnsafeURL},
		"origin":   {Options{LogoutRedirectURI: "https://evil.test/"}, UnsafeURL},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inWorld(t, nil, func(w *world) {
				events := w.heard()
				receipt := w.logout(test.options).failed(test.code)
				assert.Equal(t, Local{LocalCleared, []string{sessionKey}}, receipt.Local)
				assert.Equal(t, IDP{Status: IDPSkipped, Reason: string(test.code)}, receipt.IDP)
				assert.Len(t, w.Requests(), 1, "the refresh token is of no use any more")
				assert.Len(t, *events, 1)
				assert.Empty(t, w.navigations())
				assert.Empty(t, w.Frames())
			})
		})
	}
}

func TestOptionsReplaceTheConfiguration(t *testing.T) {
	inWorld(t, nil, func(w *world) {
		r := w.logout(Options{LogoutRedirectURI: appOrigin})
		assert.Equal(t, authDomain+"/v2/logout?client_id=client&returnTo=https%3A%2F%2Fapp.test", w.frame().URL)
		w.frame().Load(appOrigin + "/")
		r.succeeded()
	})
}

// Another program has cleared the session and written the tombstone.
func TestBegunBefore(t *testing.T) {
	inWorld(t, nil, func(w *world) {
		_ = w.StorageRemove(localStorage, sessionKey)
		_ = w.StorageSet(localStorage, "pkce_state", "of a login that has begun since")
		stop := w.client.Watch()
		defer stop()
		events := w.heard()
		begun := &Begun{Cleared: Cleared{Removed: []string{sessionKey}, Session: storedSession, Tombstone: "grave"}}
		r := w.logout(Options{Begun: begun})
		w.OtherTabWrites(graveKey, "grave") // its own tombstone
		w.frame().Message(appOrigin, callbackMessage)
		assert.Equal(t, Local{LocalCleared, []string{sessionKey}}, r.succeeded().Local)
		assert.Contains(t, w.Requests()[0].Body, secretRefresh)
		assert.Empty(t, *events)
		assert.Contains(t, w.Stored(localStorage), "pkce_state")
		assert.Contains(t, w.Calls(), "Broadcast "+Channel+" "+graveKey+" grave")
		assert.Equal(t, []string{sessionKey}, begun.Removed, "the caller's own is not changed")
	})
}

func TestLoggedOutEvent(t *testing.T) {
	inWorld(t, nil, func(w *world) {
		events := w.heard()
		remove := w.client.OnLoggedOut(func(LoggedOut) { t.Error("removed") })
		remove()
		remove()
		r := w.logout(Options{})
		require.Len(t, *events, 1, "before anything is waited for")
		assert.Equal(t, LoggedOut{Reason: "logout", Receipt: &Receipt{
			Mode:       ModeSilent,
			Local:      Local{LocalCleared, []string{sessionKey}},
			Revocation: Revocation{RevocationSkipped, "pending"},
			IDP:        IDP{Status: IDPSkipped, Reason: "pending"},
		}}, (*events)[0])
		w.frame().Message(appOrigin, callbackMessage)
		r.succeeded()
	})
}

func TestLogoutURL(t *testing.T) {
	inWorld(t, nil, func(w *world) {
		events := w.heard()
		url, err := w.client.LogoutURL(Options{})
		require.NoError(t, err)
		assert.Equal(t, logoutLink, url)
		assert.False(t, w.signedIn())
		assert.Len(t, *events, 1)
		assert.Empty(t, w.Requests())
		assert.Empty(t, w.navigations())
	})
}

func TestLogoutURLFailures(t *testing.T) {
	inWorld(t, nil, func(w *world) {
		_, err := w.client.LogoutURL(Options{LogoutRedirectURI: "https://evil.test"})
		assert.Equal(t, UnsafeURL, codeOf(t, err))
		assert.False(t, w.signedIn())

		w.signIn()
		w.fault(passporttest.ErrIgnored, "StorageRemove")
		url, err := w.client.LogoutURL(Options{})
		assert.Equal(t, StorageFailed, codeOf(t, err))
		assert.Empty(t, url)
	})
}

// The caller has sent the window away, which has been cancelled or refused.
func TestTheLeavingOfTheCallerIsTakenOver(t *testing.T) {
	for name, c := range map[string]struct {
		events []string
		err    error
		idp    IDPStatus
	}{
		"cancelled": {[]string{"hide", "error"}, nil, IDPUnverified},
		"refused":   {nil, errTest, IDPFailed},
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, nil, func(w *world) {
				var removed bool
				r := w.logout(Options{Mode: ModeRedirect, Begun: &Begun{
					Cleared: Cleared{Session: storedSession},
					TakeLeave: func(f func(event string)) (func(), error) {
						for _, event := range c.events {
							f(event)
						}
						return func() { removed = true }, c.err
					},
				}})
				assert.Equal(t, c.idp, r.failed(NavigationBlocked).IDP.Status)
				assert.Equal(t, c.err == nil, removed)
				assert.Equal(t, c.err != nil, errors.Is(r.err, errTest))
				assert.Empty(t, w.navigations())
				assert.Len(t, w.Requests(), 1)
			})
		})
	}
}

// The caller has revoked the token and opened the iframe, which has loaded.
func TestTheFrameOfTheCallerIsTakenOver(t *testing.T) {
	inWorld(t, nil, func(w *world) {
		time.Sleep(time.Second)
		var closed bool
		r := w.logout(Options{Begun: &Begun{
			Cleared:    Cleared{Session: storedSession},
			Started:    250,
			Revocation: Revocation{Status: RevocationSent},
			TakeFrame: func(f func(event, origin string, data any)) (func(), error) {
				f("load", "", "")
				f("message", appOrigin, callbackMessage)
				return func() { closed = true }, nil
			},
		}})
		receipt := r.succeeded()
		assert.Equal(t, IDPEnded, receipt.IDP.Status)
		assert.Equal(t, Revocation{Status: RevocationSent}, receipt.Revocation)
		assert.InDelta(t, 750, receipt.DurationMS, 0)
		assert.InDelta(t, 750, receipt.IDP.MS, 0, "since the caller has opened the iframe")
		assert.True(t, closed)
		assert.Empty(t, w.Frames())
		assert.Empty(t, w.Requests())
	})
}
