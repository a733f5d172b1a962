package passport

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/passport-logout/passport-logout/internal/wire"
	"github.com/stretchr/testify/assert"
)

// withBridge is a user whose session is in IndexedDB.
func withBridge(edit func(*world)) func(*world) {
	return func(w *world) {
		w.config.CrossSDKBridge = true
		w.config.LogoutMode = ModeLocal
		_ = w.StorageRemove(localStorage, sessionKey)
		w.DatabaseSet(wire.Database, wire.Store, sessionKey, storedSession)
		if edit != nil {
			edit(w)
		}
	}
}

func TestBridgeIsCleared(t *testing.T) {
	inWorld(t, withBridge(byRedirect), func(w *world) {
		r := w.logout(Options{})
		_, found, _ := w.DatabaseGet(wire.Database, wire.Store, sessionKey)
		assert.False(t, found)
		assert.Equal(t, "top "+authDomain+"/im-logged-out?client_id=client&returnTo=https%3A%2F%2Fapp.test%2Fsilent-logout", w.navigations()[0])
		assert.Contains(t, w.Requests()[0].Body, secretRefresh, "the refresh token of IndexedDB is revoked")
		w.Leave("hide")
		w.Leave("show")
		assert.Equal(t, Local{LocalCleared, []string{sessionKey}}, r.succeeded().Local)
	})
}

func TestBridgeHoldsTheLatestTokens(t *testing.T) {
	inWorld(t, withBridge(byRedirect), func(w *world) {
		_ = w.StorageSet(localStorage, sessionKey, `{"refresh_token":"old"}`)
		r := w.logout(Options{})
		assert.Contains(t, w.Requests()[0].Body, secretRefresh)
		w.Leave("show")
		assert.Equal(t, []string{sessionKey, sessionKey}, r.succeeded().Local.Removed)
	})
}

func TestBridgeWithoutEntry(t *testing.T) {
	inWorld(t, withBridge(nil), func(w *world) {
		_ = w.DatabaseDelete(wire.Database, wire.Store, sessionKey)
		assert.Equal(t, LocalNothingToClear, w.logout(Options{}).succeeded().Local.Status)
	})
}

func TestBridgeFaults(t *testing.T) {
	for _, method := range []string{"DatabaseGet", "DatabaseDelete"} {
		t.Run(method, func(t *testing.T) {
			inWorld(t, withBridge(func(w *world) { w.fault(errTest, method) }), func(w *world) {
				r := w.logout(Options{})
				assert.Equal(t, LocalFailed, r.failed(StorageFailed).Local.Status)
				assert.ErrorIs(t, r.err, errTest)
			})
		})
	}
}

// blocked keeps a method of IndexedDB from answering until the channel is closed.
func (w *world) blocked(method string) chan struct{} {
	answer := make(chan struct{})
	w.Fault = func(called string, _ ...string) error {
		if called == method {
			<-answer
		}
		return nil
	}
	return answer
}

func TestBridgeThatDoesNotAnswerCostsTwoSeconds(t *testing.T) {
	inWorld(t, withBridge(nil), func(w *world) {
		answer := w.blocked("DatabaseDelete")
		_ = w.StorageSet(localStorage, "pkce_state", "x")
		events := w.heard()
		r := w.logout(Options{})
		assert.True(t, r.isPending())
		assert.Len(t, *events, 1, "Web Storage is cleared and told before")
		assert.Empty(t, w.Stored(localStorage)["pkce_state"])
		assert.Equal(t, LocalFailed, r.failed(StorageFailed).Local.Status)
		assert.Equal(t, 2*time.Second, r.took)
		close(answer)
	})
}

// The departure waits for a second only, but nothing is given up.
func TestBridgeThatAnswersLate(t *testing.T) {
	const callbackAfter = 3 * time.Second
	for name, answersAfter := range map[string]time.Duration{
		"while the iframe is out": 2 * time.Second,
		"at the very end":         3500 * time.Millisecond,
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, withBridge(func(w *world) {
				w.config.LogoutMode = ModeSilent
				_ = w.StorageSet(localStorage, sessionKey, `{"refresh_token":"old"}`)
			}), func(w *world) {
				answer := w.blocked("DatabaseDelete")
				r := w.logout(Options{})
				assert.Empty(t, w.Requests(), "the latest token is in IndexedDB")
				time.AfterFunc(answersAfter, func() { close(answer) })
				time.Sleep(1100 * time.Millisecond)
				assert.Contains(t, w.Requests()[0].Body, "token=old&")
				w.frame()
				time.AfterFunc(callbackAfter-1100*time.Millisecond, func() { w.frame().Message(appOrigin, callbackMessage) })
				receipt := r.succeeded()
				assert.Equal(t, Local{LocalCleared, []string{sessionKey, sessionKey}}, receipt.Local)
				assert.Contains(t, w.Requests()[1].Body, secretRefresh)
				assert.NotEqual(t, RevocationFailed, receipt.Revocation.Status)
				assert.Equal(t, max(callbackAfter, answersAfter), r.took)
			})
		})
	}
}

func TestBridgeThatAnswersAfterTheEnd(t *testing.T) {
	inWorld(t, withBridge(byRedirect), func(w *world) {
		answer := w.blocked("DatabaseGet")
		r := w.logout(Options{TimeoutMS: 1})
		assert.Equal(t, LocalFailed, r.failed(NavigationBlocked).Local.Status)
		close(answer)
		synctest.Wait()
		assert.Contains(t, w.Requests()[0].Body, secretRefresh)
		_, found, _ := w.DatabaseGet(wire.Database, wire.Store, sessionKey)
		assert.False(t, found)
	})
}

// The page goes while IndexedDB is waited for.
func TestBridgeDoesNotCostTheRevocation(t *testing.T) {
	inWorld(t, withBridge(func(w *world) { byRedirect(w); w.signIn() }), func(w *world) {
		answer := w.blocked("DatabaseGet")
		r := w.logout(Options{})
		assert.Empty(t, w.Requests())
		w.Leave("hide")
		assert.Contains(t, w.Requests()[0].Body, secretRefresh)
		close(answer)
		synctest.Wait()
		assert.Len(t, w.Requests(), 1, "the same token is revoked once")
		w.Leave("show")
		r.succeeded()
	})
}

func TestBridgeAndLogoutURL(t *testing.T) {
	inWorld(t, withBridge(nil), func(w *world) {
		url, err := w.client.LogoutURL()
		assert.NoError(t, err)
		assert.Contains(t, url, "/im-logged-out?")
		assert.Empty(t, w.Requests())
		_, found, _ := w.DatabaseGet(wire.Database, wire.Store, sessionKey)
		assert.False(t, found)
	})
}

func TestSessionIsReadFromTheBridge(t *testing.T) {
	inWorld(t, withBridge(nil), func(w *world) {
		got, err := w.client.AccessToken()
		assert.NoError(t, err)
		assert.Equal(t, secretAccess, got)
	})
}
