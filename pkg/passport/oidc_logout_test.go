package passport

import (
	"strings"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/assert"
)

var op = OIDCProvider{EndSessionEndpoint: "https://auth.app.test/logout", RevocationEndpoint: "https://auth.app.test/revoke"}

// The state is compared in silent mode, too, where the callback page shows it. What is
// missing there is no sign of anything: the iframe is the logout's own.
func TestStateOfASilentLogout(t *testing.T) {
	tests := map[string]struct {
		query func(state string) string
		code  Code
	}{
		"right":   {func(state string) string { return "?state=" + state }, ""},
		"missing": {func(string) string { return "" }, ""},
		"wrong":   {func(state string) string { return "?state=" + state + "_INVALID" }, IDPError},
		"error":   {func(state string) string { return "?error=access_denied&state=" + state }, IDPError},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inWorld(t, signedInAt(op, ModeSilent), func(w *world) {
				r := w.logout(Options{})
				w.frame().Commit(callback + test.query(param(w.frame().URL, "state")))
				if test.code != "" {
					assert.Equal(t, IDPUnverified, r.failed(test.code).IDP.Status)
					return
				}
				assert.Equal(t, IDPEnded, r.succeeded().IDP.Status)
				assert.Empty(t, w.Stored(sessionStorage), "only a landing page needs to know it")
			})
		})
	}
}

func TestARedirectLeavesWordForTheLandingPage(t *testing.T) {
	inWorld(t, signedInAt(op, ModeRedirect), func(w *world) {
		r := w.logout(Options{AppState: `{"to":"/x"}`})
		state := param(w.navigations()[0], "state")
		assert.Len(t, state, 32, "128 bits")
		assert.Equal(t, map[string]string{"passport.logout.state": state + ` {"to":"/x"}`}, w.Stored(sessionStorage))
		w.Leave("error")
		r.failed(NavigationBlocked)
		assert.Empty(t, w.Stored(sessionStorage), "nobody will land")
	})
}

// The wire format of Passport has no state, but the application's own is kept.
func TestAppStateWithoutAState(t *testing.T) {
	inWorld(t, func(w *world) { w.config.LogoutMode = ModeRedirect }, func(w *world) {
		r := w.logout(Options{AppState: "1"})
		assert.Equal(t, []string{"top " + logoutLink}, w.navigations())
		assert.Equal(t, map[string]string{"passport.logout.state": " 1"}, w.Stored(sessionStorage))
		w.Leave("show")
		r.succeeded()
	})
}

func TestAppStateIsBounded(t *testing.T) {
	inWorld(t, signedInAt(op, ModeRedirect), func(w *world) {
		receipt := w.logout(Options{AppState: strings.Repeat("1", 16385)}).failed(InvalidConfig)
		assert.Equal(t, LocalCleared, receipt.Local.Status)
		assert.Empty(t, w.navigations())
	})
}

// A request that would make too long a URL is posted, in both modes.
func TestALongRequestIsPosted(t *testing.T) {
	long := op
	long.LogoutHint = strings.Repeat("x", 2_000)
	fields := func(call string) []string { return strings.Split(call, " ")[3:] }
	want := func(state string) []string {
		return []string{"client_id=client", "post_logout_redirect_uri=" + callback, "state=" + state, "logout_hint=" + long.LogoutHint}
	}
	t.Run("redirect", func(t *testing.T) {
		inWorld(t, signedInAt(long, ModeRedirect), func(w *world) {
			r := w.logout(Options{})
			call := w.called("Submit")[0]
			state, _, _ := strings.Cut(w.Stored(sessionStorage)["passport.logout.state"], " ")
			assert.True(t, strings.HasPrefix(call, "Submit top https://auth.app.test/logout "), call)
			assert.Equal(t, want(state), fields(call))
			assert.Empty(t, w.navigations())
			w.Leave("hide")
			w.Leave("show")
			r.succeeded()
		})
	})
	t.Run("silent", func(t *testing.T) {
		inWorld(t, signedInAt(long, ModeSilent), func(w *world) {
			r := w.logout(Options{})
			frame := w.frame()
			assert.Equal(t, "about:blank", frame.URL)
			assert.Equal(t, "name", frame.Attributes[0][0])
			call := w.called("Submit")[0]
			assert.True(t, strings.HasPrefix(call, "Submit "+frame.Attributes[0][1]+" https://auth.app.test/logout "), call)
			frame.Load("about:blank")
			synctest.Wait()
			assert.True(t, r.isPending())
			state := strings.TrimPrefix(fields(call)[2], "state=")
			frame.Load(callback + "?state=" + state)
			assert.Equal(t, IDPEnded, r.succeeded().IDP.Status)
		})
	})
}

func TestAFormInAPopup(t *testing.T) {
	chosen := op
	chosen.Method = RequestPOST
	inWorld(t, signedInAt(chosen, ModePopup), func(w *world) {
		r := w.logout(Options{})
		sent := strings.Split(w.called("SendPopup")[0], " ")
		assert.Equal(t, []string{"SendPopup", "https://auth.app.test/logout", "client_id=client", "post_logout_redirect_uri=" + callback}, sent[:4])
		w.popup().Load(callback + "?" + sent[4])
		assert.Equal(t, IDPEnded, r.succeeded().IDP.Status)
	})
}

func TestTheMethodCanBeChosen(t *testing.T) {
	for method, posted := range map[RequestMethod]bool{RequestGET: false, RequestPOST: true} {
		chosen := op
		chosen.Method = method
		if method == RequestGET {
			chosen.LogoutHint = strings.Repeat("x", 2_000)
		}
		inWorld(t, signedInAt(chosen, ModeRedirect), func(w *world) {
			r := w.logout(Options{})
			assert.Equal(t, posted, len(w.called("Submit")) == 1, method)
			assert.Equal(t, posted, len(w.navigations()) == 0, method)
			w.Leave("show")
			r.succeeded()
		})
	}
}

// A library that keeps its session in the tab is logged out as well, and stays so.
func TestASessionInSessionStorage(t *testing.T) {
	inWorld(t, func(w *world) {
		signedInAt(op, ModeSilent)(w)
		_ = w.StorageRemove(localStorage, w.config.SessionKey())
		_ = w.StorageSet(sessionStorage, w.config.SessionKey(), storedSession)
	}, func(w *world) {
		in, err := w.client.IsLoggedIn()
		assert.True(t, in)
		assert.NoError(t, err)
		r := w.logout(Options{})
		assert.Contains(t, w.Requests()[0].Body, secretRefresh)
		_ = w.StorageSet(sessionStorage, w.config.SessionKey(), storedSession) // a late refresh
		w.frame().Message(appOrigin, callbackMessage)
		assert.Equal(t, []string{w.config.SessionKey()}, r.succeeded().Local.Removed)
		assert.Empty(t, w.Stored(sessionStorage))
	})
}

// The bridge of game SDKs is Passport's alone, and so are its leftovers.
func TestWhatIsPassportsStays(t *testing.T) {
	inWorld(t, func(w *world) {
		signedInAt(op, ModeLocal)(w)
		w.config.CrossSDKBridge = true
		_ = w.StorageSet(localStorage, "pkce_state", "another application's")
	}, func(w *world) {
		w.logout(Options{}).succeeded()
		assert.Contains(t, w.Stored(localStorage), "pkce_state")
		assert.Contains(t, w.Stored(localStorage), sessionKey)
		assert.Empty(t, w.calls("DatabaseDelete"))
	})
}

// A tab whose library keeps its session to itself hears of another tab's logout.
func TestOtherTabsHearThoughTheyKeepTheirSession(t *testing.T) {
	inWorld(t, func(w *world) {
		signedInAt(op, ModeSilent)(w)
		_ = w.StorageRemove(localStorage, w.config.SessionKey())
		_ = w.StorageSet(sessionStorage, w.config.SessionKey(), storedSession)
	}, func(w *world) {
		events := w.heard()
		stop := w.client.Watch()
		w.OtherTabWrites(w.config.TombstoneKey(), "new")
		stop()
		assert.Equal(t, []LoggedOut{{Reason: "other-tab"}}, *events)
	})
}
