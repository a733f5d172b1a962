package passport

import (
	"strings"
	"testing"

	"github.com/passport-logout/passport-logout/internal/wire"
	"github.com/passport-logout/passport-logout/pkg/passport/passporttest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
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

// clear as a client of the configuration does.
func (w *world) clear() (*cleared, Local, error) {
	client, err := New(w.config, w.Browser)
	require.NoError(w, err)
	gone := client.clear()
	local, err := gone.local()
	return gone, local, err
}

func TestClearRemovesTheSessionAndNothingElse(t *testing.T) {
	w := newWorld(t)
	w.config.StorageKeys = []string{"jwt"}
	_ = w.StorageSet(localStorage, sessionKey, "x")
	for _, it := range w.config.leftovers() {
		_ = w.StorageSet(it.area, it.key, "x")
	}
	for key, value := range foreign {
		_ = w.StorageSet(localStorage, key, value)
		_ = w.StorageSet(sessionStorage, key, value)
	}
	gone, local, err := w.clear()
	require.NoError(t, err)
	assert.Equal(t, "x", gone.taken())
	assert.Equal(t, []string{sessionKey, "pkce_state", "pkce_verifier", "imtbl_id_token", "imtbl_pkce_data", "jwt", "jwt"}, local.Removed)
	stored := w.Stored(localStorage)
	assert.NotEmpty(t, stored[graveKey])
	delete(stored, graveKey)
	assert.Equal(t, foreign, stored)
	assert.Equal(t, foreign, w.Stored(sessionStorage))
}

// A program that has begun by itself answers these calls with what it found, so
// their order is a promise: each entry is read, removed and read again; then the
// late-write rule looks at the session; the first random text is the tombstone.
func TestOrderOfClearing(t *testing.T) {
	w := newWorld(t)
	var calls []string
	w.Fault = func(method string, args ...string) error {
		calls = append(calls, strings.Join(append([]string{method}, args...), " "))
		return nil
	}
	_, _, err := w.clear()
	require.NoError(t, err)
	session, leftover := localStorage+" "+sessionKey, localStorage+" pkce_state"
	assert.Equal(t, []string{
		"StorageGet " + session, "StorageRemove " + session, "StorageGet " + session, "StorageGet " + session,
		"StorageGet " + leftover, "StorageRemove " + leftover, "StorageGet " + leftover,
	}, calls[:7])
	grave := w.Stored(localStorage)[graveKey]
	assert.Equal(t, []string{
		"StorageSet " + localStorage + " " + graveKey,
		"Broadcast " + wire.Channel + " " + graveKey + " " + grave,
	}, calls[len(calls)-2:])
	assert.Equal(t, passporttest.New(appPage).RandomID(), grave, "the first one")
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
		"read finds nothing":   {method: "StorageGet", err: passporttest.ErrIgnored},
		"another method fails": {method: "Replace", err: errTest, removed: []string{sessionKey}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.fault(test.err, test.method)
			_, local, err := w.clear()
			assert.Equal(t, test.removed, local.Removed)
			assert.Equal(t, test.fails, err != nil)
			assert.Equal(t, test.keeps, w.signedIn())
		})
	}
}

func TestClearGoesOnAfterAKeyThatStays(t *testing.T) {
	w := newWorld(t)
	_ = w.StorageSet(sessionStorage, "imtbl_pkce_data", "x")
	w.fault(passporttest.ErrIgnored, "StorageRemove", sessionKey)
	_, local, err := w.clear()
	assert.EqualError(t, err, "the storage kept the key "+sessionKey)
	assert.Equal(t, []string{"imtbl_pkce_data"}, local.Removed)
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
	_, _, err := w.clear()
	assert.NoError(t, err, "the last read proved it gone")
	assert.False(t, w.signedIn())
}

// writing writes an entry as soon as the one that was there has been removed.
func (w *world) writing(key, value string) {
	removed := false
	w.Fault = func(method string, args ...string) error {
		switch {
		case method == "StorageRemove" && args[1] == key:
			removed = true
		case method == "StorageGet" && args[1] == key && removed:
			removed = false
			w.Fault = nil
			return w.StorageSet(args[0], key, value)
		}
		return nil
	}
}

// Somebody else writes between the removal and its proof.
func TestWhatIsWrittenDuringClearing(t *testing.T) {
	tests := map[string]struct {
		key, before, written string
		removed              []string
		stays                bool
	}{
		"late refresh":        {sessionKey, entry(loginClaims), entry(refreshClaims), []string{sessionKey, sessionKey}, false},
		"new login":           {sessionKey, entry(loginClaims), entry(reloginClaims), []string{sessionKey}, true},
		"first session":       {sessionKey, "", entry(loginClaims), []string{sessionKey}, false},
		"state of a login":    {"pkce_state", "old", "new", []string{sessionKey, "pkce_state"}, true},
		"the first such":      {"pkce_state", "", "new", []string{sessionKey}, true},
		"the very same state": {"pkce_state", "same", "same", []string{sessionKey}, true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			_ = w.StorageRemove(localStorage, test.key)
			if test.before != "" {
				_ = w.StorageSet(localStorage, test.key, test.before)
			}
			w.writing(test.key, test.written)
			gone, local, err := w.clear()
			assert.Equal(t, test.before == test.written, err != nil, "only the same value is taken for the one that was there")
			assert.Equal(t, test.removed, local.Removed)
			_, stays := w.Stored(localStorage)[test.key]
			assert.Equal(t, test.stays, stays)
			if test.key == sessionKey {
				assert.Equal(t, test.before, gone.taken(), "whose refresh token is revoked")
			}
		})
	}
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
