package passport

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// withBridge is a user whose session is in IndexedDB.
func withBridge(edit func(*world)) func(*world) {
	return func(w *world) {
		w.config.CrossSDKBridge = true
		w.config.LogoutMode = ModeLocal
		_ = w.StorageRemove(localStorage, sessionKey)
		w.DatabaseSet(bridgeDatabase, bridgeStore, sessionKey, storedSession)
		if edit != nil {
			edit(w)
		}
	}
}

func TestBridgeIsCleared(t *testing.T) {
	inWorld(t, withBridge(byRedirect), func(w *world) {
		r := w.logout(Options{})
		_, found, _ := w.DatabaseGet(bridgeDatabase, bridgeStore, sessionKey)
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
		_ = w.DatabaseDelete(bridgeDatabase, bridgeStore, sessionKey)
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

func TestBridgeThatDoesNotAnswerCostsOneSecond(t *testing.T) {
	inWorld(t, withBridge(nil), func(w *world) {
		answer := make(chan struct{})
		w.Fault = func(method string, _ ...string) error {
			if method == "DatabaseDelete" {
				<-answer
			}
			return nil
		}
		_ = w.StorageSet(localStorage, "pkce_state", "x")
		events := w.heard()
		r := w.logout(Options{})
		assert.True(t, r.isPending())
		assert.Len(t, *events, 1, "Web Storage is cleared and told before")
		assert.Empty(t, w.Stored(localStorage)["pkce_state"])
		assert.Equal(t, LocalFailed, r.failed(StorageFailed).Local.Status)
		assert.Equal(t, time.Second, r.took)
		close(answer)
	})
}

func TestSessionIsReadFromTheBridge(t *testing.T) {
	inWorld(t, withBridge(nil), func(w *world) {
		got, err := w.client.AccessToken()
		assert.NoError(t, err)
		assert.Equal(t, secretAccess, got)
	})
}
