package passport

import (
	"testing"

	"github.com/passport-logout/passport-logout/pkg/passport/passporttest"
	"github.com/stretchr/testify/assert"
)

// foreign are entries of others on this origin.
var foreign = map[string]string{
	"oidc.user:" + authDomain + ":other-client":     "1",
	"oidc.user:https://auth.other.test:" + clientID: "2",
	"oidc.abcdef0123456789":                         "3",
	sessionKey + ":more":                            "4",
	"pkce_state_of_other":                           "5",
	"passport.logout:" + authDomain + ":other":      "6",
}

func TestClearRemovesTheSessionAndNothingElse(t *testing.T) {
	w := newWorld(t)
	w.config.StorageKeys = []string{"jwt"}
	for _, it := range w.config.items() {
		_ = w.StorageSet(it.area, it.key, "x")
	}
	for key, value := range foreign {
		_ = w.StorageSet(localStorage, key, value)
		_ = w.StorageSet(sessionStorage, key, value)
	}
	cleared := clearSession(w, w.config, "")
	assert.NoError(t, cleared.Err)
	assert.Equal(t, "x", cleared.Session)
	assert.Equal(t, []string{sessionKey, "pkce_state", "pkce_verifier", "imtbl_id_token", "imtbl_pkce_data", "jwt", "jwt"}, cleared.Removed)
	assert.Equal(t, foreign, w.Stored(localStorage))
	assert.Equal(t, foreign, w.Stored(sessionStorage))
}

func TestClearFaults(t *testing.T) {
	tests := map[string]struct {
		method  string
		err     error
		removed []string
		fails   bool
		keeps   bool
	}{
		"remove throws":        {method: "StorageRemove", err: errTest, fails: true, keeps: true},
		"remove lies":          {method: "StorageRemove", err: passporttest.ErrIgnored, fails: true, keeps: true},
		"read throws":          {method: "StorageGet", err: errTest, fails: true},
		"write throws":         {method: "StorageSet", err: errTest, removed: []string{sessionKey}},
		"write does nothing":   {method: "StorageSet", err: passporttest.ErrIgnored, removed: []string{sessionKey}},
		"read finds nothing":   {method: "StorageGet", err: passporttest.ErrIgnored, keeps: true},
		"another method fails": {method: "Replace", err: errTest, removed: []string{sessionKey}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.fault(test.err, test.method)
			cleared := clearSession(w, w.config, "")
			assert.Equal(t, test.removed, cleared.Removed)
			assert.Equal(t, test.fails, cleared.Err != nil)
			assert.Equal(t, test.keeps, w.signedIn())
		})
	}
}

func TestClearGoesOnAfterAKeyThatStays(t *testing.T) {
	w := newWorld(t)
	_ = w.StorageSet(sessionStorage, "imtbl_pkce_data", "x")
	w.fault(passporttest.ErrIgnored, "StorageRemove", sessionKey)
	cleared := clearSession(w, w.config, "")
	assert.EqualError(t, cleared.Err, "the storage kept the key "+sessionKey)
	assert.Equal(t, []string{"imtbl_pkce_data"}, cleared.Removed)
}

func TestClearRemovesWhatCannotBeReadAtFirst(t *testing.T) {
	w := newWorld(t)
	reads := 0
	w.Fault = func(method string, args ...string) error {
		if method == "StorageGet" && args[1] == sessionKey {
			if reads++; reads <= 2 {
				return errTest
			}
		}
		return nil
	}
	cleared := clearSession(w, w.config, "")
	assert.NoError(t, cleared.Err, "the last read proved it gone")
	assert.False(t, w.signedIn())
}

func TestLocalStatus(t *testing.T) {
	tests := map[string]struct {
		edit func(*world)
		want LocalStatus
		code Code
	}{
		"cleared":          {func(*world) {}, LocalCleared, ""},
		"nothing to clear": {func(w *world) { _ = w.StorageRemove(localStorage, sessionKey) }, LocalNothingToClear, ""},
		"failed":           {func(w *world) { w.fault(errTest, "StorageRemove") }, LocalFailed, StorageFailed},
		"denied":           {func(w *world) { w.fault(errTest, "StorageGet") }, LocalFailed, StorageFailed},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(w *world) { w.config.LogoutMode = ModeLocal; test.edit(w) }, func(w *world) {
				r := w.logout(Options{})
				if test.code == "" {
					assert.Equal(t, test.want, r.succeeded().Local.Status)
					return
				}
				assert.Equal(t, test.want, r.failed(test.code).Local.Status)
				assert.ErrorIs(t, r.err, errTest)
			})
		})
	}
}

func TestSessionWrittenDuringTheLogoutIsClearedAgain(t *testing.T) {
	inWorld(t, nil, func(w *world) {
		r := w.logout(Options{})
		w.signIn() // a refresh that was on its way
		w.frame().Message(appOrigin, callbackMessage)
		assert.Equal(t, LocalCleared, r.succeeded().Local.Status)
		assert.False(t, w.signedIn())
	})
}

func TestSessionWrittenDuringTheLogoutStays(t *testing.T) {
	inWorld(t, nil, func(w *world) {
		r := w.logout(Options{})
		w.signIn()
		w.fault(passporttest.ErrIgnored, "StorageRemove")
		w.frame().Message(appOrigin, callbackMessage)
		receipt := r.failed(StorageFailed)
		assert.Equal(t, LocalFailed, receipt.Local.Status)
		assert.Equal(t, IDPEnded, receipt.IDP.Status)
	})
}
