package e2e

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTheStoredSessionCanBeRead(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
	read := js(`(async () => {
		const user = new passport.Passport(%s);
		const info = await user.getUserInfo();
		const [id, access] = [await user.getIdToken(), await user.getAccessToken()];
		user.close();
		return [await user.isLoggedIn().catch(() => "closed"), info?.email, id?.split(".").length, access?.split(".").length].map(String);
	})()`, s.config(nil))
	loggedIn := js(`(async () => { const user = new passport.Passport(%s); return user.isLoggedIn().finally(() => user.close()) })()`, s.config(nil))

	assert.True(t, eval[bool](u.tab, loggedIn))
	assert.Equal(t, []string{"player@example.com", "3", "3"}, eval[[]string](u.tab, read)[1:])
	// Without a stored profile, the claims of the ID token.
	eval[any](u.tab, js(`((key) => {
		const { profile, ...entry } = JSON.parse(localStorage.getItem(key));
		localStorage.setItem(key, JSON.stringify(entry));
	})(%s)`, u.key))
	assert.Equal(t, "player@example.com", eval[[]string](u.tab, read)[1])

	settle(u.tab, js(`passportLogout(%s)`, s.config(nil)))

	assert.False(t, eval[bool](u.tab, loggedIn))
	assert.Equal(t, []string{"undefined", "undefined", "undefined"}, eval[[]string](u.tab, read)[1:])
}

func TestGetLogoutUrlClearsAndReturnsTheURL(t *testing.T) {
	t.Parallel()
	for name, ready := range map[string]string{"with the program": `passport.ready()`, "before the program": `undefined`} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
			eval[any](u.tab, ready)

			got := eval[string](u.tab, js(`new passport.Passport(%s).getLogoutUrl()`, s.config(map[string]any{"logoutMode": "redirect"})))

			assert.Equal(t, s.auth+"/v2/logout?client_id=client&returnTo="+url.QueryEscape(s.app+"/silent-logout"), got)
			assert.False(t, u.stored())
			assert.True(t, u.passportAlive())
		})
	}
}

func TestLoggedOutIsToldOnceWithTheReceiptSoFar(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
	eval[any](u.tab, `passport.ready()`)

	got := eval[[]string](u.tab, js(`(async () => {
		const user = new passport.Passport(%s);
		const heard = [];
		user.addEventListener("loggedOut", ({ detail }) => heard.push(
			[detail.reason, detail.receipt.local.status, detail.receipt.idp.reason, localStorage.getItem(%s)].join()));
		const flight = user.logout();
		heard.push("returned");
		await flight;
		user.close();
		return heard;
	})()`, s.config(nil), u.key))

	assert.Equal(t, []string{"logout,cleared,pending,", "returned"}, got)
}

func TestCallsDuringALogoutShareIt(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
	eval[any](u.tab, `passport.ready()`)

	same := eval[bool](u.tab, js(`(async () => {
		const user = new passport.Passport(%s);
		const flights = Array.from({ length: 10 }, () => user.logout());
		await Promise.all(flights);
		user.close();
		return flights.every((flight) => flight === flights[0]);
	})()`, s.config(nil)))

	assert.True(t, same)
	assert.Len(t, s.idp.Requests("/v2/logout"), 1)
	s.revoked(t, u.refresh)
	assert.Len(t, s.idp.Requests("/oauth/revoke"), 1)
}

func TestOtherTabsHearOfALogout(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
	other := u.tab.sibling()
	other.open(s.app + "/")
	eval[any](u.tab, `passport.ready()`)
	eval[any](other, `passport.ready()`)
	other.start(js(`((user) => user.addEventListener("loggedOut", (e) => {
		document.title += " " + e.detail.reason;
		localStorage.setItem("heard", document.title);
	}))(new passport.Passport(%s))`, s.config(nil)))

	got := settle(u.tab, js(`(() => {
		const heard = new Promise((resolve) => addEventListener("storage", (e) => e.key === "heard" && resolve()));
		return passportLogout(%s).finally(() => heard);
	})()`, s.config(nil)))

	require.Empty(t, got.Message)
	assert.Equal(t, "Application other-tab", eval[string](other, `document.title`))
}

func TestTheSessionOfGameSDKsGoesToo(t *testing.T) {
	t.Parallel()
	for name, ready := range map[string]string{"with the program": `passport.ready()`, "before the program": `undefined`} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
			const database = `((work) => new Promise((resolve, reject) => {
				const opening = indexedDB.open("ImmutableSDKPassport", 1);
				opening.onupgradeneeded = () => opening.result.createObjectStore("keyvaluepairs");
				opening.onerror = reject;
				opening.onsuccess = () => {
					const request = work(opening.result.transaction("keyvaluepairs", "readwrite").objectStore("keyvaluepairs"));
					request.transaction.oncomplete = () => { opening.result.close(); resolve(request.result); };
				};
			}))`
			eval[any](u.tab, database+js(`((store) => {
				store.put("kept", "oidc.user:other");
				return store.put(localStorage.getItem(%s), %s);
			})`, u.key, u.key))
			eval[any](u.tab, js(`localStorage.removeItem(%s)`, u.key))
			eval[any](u.tab, ready)

			u.tab.globals = append(u.tab.globals, "heard")
			got := settle(u.tab, js(`((user) => {
				window.heard = [];
				user.addEventListener("loggedOut", (e) => heard.push(e.detail.reason));
				return user.logout();
			})(new passport.Passport(%s))`, s.config(map[string]any{"crossSdkBridgeEnabled": true})))

			require.Empty(t, got.Message)
			assert.Equal(t, []string{"logout"}, eval[[]string](u.tab, `heard`))
			assert.Equal(t, []string{u.key}, got.Receipt.Local.Removed)
			assert.Equal(t, []string{"oidc.user:other"}, eval[[]string](u.tab, database+`((store) => store.getAllKeys())`))
			s.revoked(t, u.refresh)
			assert.False(t, u.passportAlive())
			assert.Len(t, s.idp.Requests("/im-logged-out"), 1)
			assert.Empty(t, s.idp.Requests("/v2/logout"))
		})
	}
}

// The event comes before the program reads the options.
func TestTheEventNamesTheModeOfTheCall(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	p := newTab(t, thirdPartyBlocked)
	p.open(s.app + "/")
	modes := eval[[]string](p, js(`(async (user) => {
		const modes = [];
		user.addEventListener("loggedOut", (e) => modes.push(e.detail.receipt.mode));
		await user.logout({ mode: "local" });
		await user.logout({ get mode() { throw new Error("hostile") } }).catch(() => {});
		return modes;
	})(new passport.Passport(%s))`, s.config(nil)))
	assert.Equal(t, []string{"local", "silent"}, modes)
}
