package passport

import (
	"testing"

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
		w.removeFrames()
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
		"mode":     {Options{Mode: "popover"}, InvalidConfig},
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
		url, err := w.client.LogoutURL()
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
		w.fault(passporttest.ErrIgnored, "StorageRemove")
		url, err := w.client.LogoutURL()
		assert.Equal(t, StorageFailed, codeOf(t, err))
		assert.Empty(t, url)
	})
}
