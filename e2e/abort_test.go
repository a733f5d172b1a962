package e2e

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

// abortion is a logout that is aborted while something keeps it waiting.
type abortion struct {
	late   string // a file that is still on its way
	config map[string]any
	before bool // the signal had aborted before the call
	// wait makes it wait, until resume.
	wait func(*user) (resume func())
}

const withProgram = `passport.ready()`

func TestAnAbortEndsEveryWait(t *testing.T) {
	t.Parallel()
	redirect := map[string]any{"logoutMode": "redirect"}
	bridge := map[string]any{"crossSdkBridgeEnabled": true}
	for name, c := range map[string]abortion{
		"before, silent":                {"", nil, true, nil},
		"before, redirect":              {"", redirect, true, nil},
		"before, local":                 {"", map[string]any{"logoutMode": "local"}, true, nil},
		"before, without the program":   {programFile, nil, true, nil},
		"before, redirect, without it":  {programFile, redirect, true, nil},
		"the program is on its way":     {programFile, nil, false, nil},
		"so is its module":              {moduleFile, nil, false, nil},
		"IndexedDB is blocked":          {"", bridge, false, blockedDatabase},
		"the same, without the program": {programFile, bridge, false, blockedDatabase},
		"the iframe is open":            {"", nil, false, hangingLogout},
		"the page is being left":        {"", redirect, false, emptyLogout},
		"so it is without the program":  {programFile, redirect, false, emptyLogout},
		"so it is without its module":   {moduleFile, redirect, false, emptyLogout},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			u, arrive := s.logInBefore(newTab(t, thirdPartyBlocked), c.late)
			entry := eval[string](u.tab, js(`localStorage.getItem(%s)`, u.key))
			resume := func() {}
			if c.wait != nil {
				resume = c.wait(u)
			}

			got := settle(u.tab, js(`((config, before) => {
				const controller = new AbortController();
				if (before) controller.abort(new TypeError("enough"));
				const flight = passportLogout(config, { signal: controller.signal });
				controller.abort(new TypeError("enough"));
				return flight;
			})(%s, %s)`, s.config(c.config), c.before))

			assert.Equal(t, "TypeError enough", got.Name+" "+got.Message)
			assert.False(t, u.stored())
			if c.before {
				assert.Empty(t, s.idp.Requests("/v2/logout"), "there is nothing left to wait for")
			}

			resume()
			arrive()
			eval[any](u.tab, withProgram)
			eval[any](u.tab, js(`localStorage.setItem(%s, %s)`, u.key, entry))
			next := settle(u.tab, js(`passportLogout(%s)`, s.config(nil)))
			require.Empty(t, next.Message, "the next logout works")
			assert.Equal(t, "ended", next.Receipt.IDP.Status)
			assert.False(t, u.stored())
			assert.False(t, u.passportAlive())
			s.revoked(t, u.refresh)
		})
	}
}

func hangingLogout(u *user) (resume func()) {
	u.site.idp.SetFault("/v2/logout", hang)
	return func() { u.site.idp.SetFault("/v2/logout", noFault) }
}

// emptyLogout keeps the page where it is, waiting to leave.
func emptyLogout(u *user) (resume func()) {
	u.site.idp.SetFault("/v2/logout", authdomain.Fault{Status: http.StatusNoContent})
	return func() {
		u.site.asked(u.tab.t, 1) // later, the page would be left
		u.site.idp.SetFault("/v2/logout", noFault)
	}
}

// blockedDatabase has a connection to IndexedDB open that keeps others waiting.
func blockedDatabase(u *user) (resume func()) {
	u.tab.globals = append(u.tab.globals, "connection")
	eval[any](u.tab, `new Promise((resolve) => {
		const opening = indexedDB.open("ImmutableSDKPassport", 1);
		opening.onupgradeneeded = () => opening.result.createObjectStore("keyvaluepairs");
		opening.onsuccess = () => {
			window.connection = opening.result;
			indexedDB.deleteDatabase("ImmutableSDKPassport").onblocked = () => resolve();
		};
	})`)
	return func() { eval[any](u.tab, `connection.close()`) }
}

// Calls that share a promise share its fate.
func TestTheSignalOfACallThatSharesALogoutHasNoEffect(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
	eval[any](u.tab, withProgram)

	got := settle(u.tab, js(`((user) => {
		const flight = user.logout();
		const same = user.logout({ signal: AbortSignal.abort() }) === flight;
		return flight.then((receipt) => {
			if (!same) throw new Error("two promises");
			return receipt;
		}).finally(() => user.close());
	})(new passport.Passport(%s))`, s.config(nil)))

	require.Empty(t, got.Message)
	assert.Equal(t, "ended", got.Receipt.IDP.Status)
}
