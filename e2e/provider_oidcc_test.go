package e2e

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The tests of a relying party in the plan oidcc-client-rp-initiated-logout-rp-basic of
// the OpenID Foundation's conformance suite, by the names of its modules. Each has a user
// log in, and logs out; what the suite checks of the request is checked here, and what
// the relying party makes of the return.

func TestOIDCCClientTestRPInitLogout(t *testing.T) {
	t.Parallel()
	c := newConformance(t, "echo")
	c.logOut()
	assert.Equal(t, landing{State: "match", URL: c.site.app + "/", AppState: "own"}, eval[landing](c.user.tab, landed))
	c.user.isLoggedOut()
}

func TestOIDCCClientTestRPInitLogoutOtherState(t *testing.T) {
	t.Parallel()
	c := newConformance(t, "wrong")
	c.logOut()
	assert.Equal(t, landing{State: "mismatch", URL: c.site.app + "/"}, eval[landing](c.user.tab, landed))
	c.user.isLoggedOut()
}

func TestOIDCCClientTestRPInitLogoutNoState(t *testing.T) {
	t.Parallel()
	c := newConformance(t, "missing")
	c.logOut()
	assert.Equal(t, landing{State: "missing", URL: c.site.app + "/", AppState: "own"}, eval[landing](c.user.tab, landed))
	c.user.isLoggedOut()
}

// In silent mode a wrong state is no sign of the logout, and a missing one none against it.
func TestOIDCCClientTestRPInitLogoutSilently(t *testing.T) {
	t.Parallel()
	for state, code := range map[string]string{"echo": "", "wrong": "idp_error", "missing": ""} {
		t.Run(state, func(t *testing.T) {
			t.Parallel()
			c := newConformance(t, state)
			// Nothing but the location tells.
			c.site.pages["/silent-logout"] = document("Callback", ``)
			got := settle(c.user.tab, js(`passportLogout(%s)`, c.site.config(nil)))
			assert.Equal(t, code, got.Code, got.Message)
			c.user.isLoggedOut()
		})
	}
}

// conformance is a user who is logged in at a provider that returns a state so.
type conformance struct {
	t    *testing.T
	site *providerSite
	user *providerUser
}

func newConformance(t *testing.T, state string) *conformance {
	t.Helper()
	s := newProviderSite(t, "zitadel", providerOptions{state: state})
	c := &conformance{t, s, s.logInAt(newTab(t, thirdPartyBlocked), "localStorage")}
	eval[any](c.user.tab, `passport.ready()`)
	return c
}

// logOut checks the request as the suite does: with an ID token that the provider has
// issued, a registered URI, and a state.
func (c *conformance) logOut() {
	c.t.Helper()
	var request url.Values
	c.user.tab.arrive(c.site.app+"/", func() {
		link := eval[string](c.user.tab, js(`new Promise((resolve) => {
			navigation.addEventListener("navigate", ({ destination }) => resolve(destination.url));
			passportLogout(%s, { appState: "own" });
		})`, c.site.redirect(nil)))
		parsed, err := url.Parse(link)
		require.NoError(c.t, err)
		request = parsed.Query()
	})
	assert.Equal(c.t, c.user.idToken, request.Get("id_token_hint"))
	assert.Equal(c.t, clientID, request.Get("client_id"))
	assert.Equal(c.t, c.site.app+"/", request.Get("post_logout_redirect_uri"))
	assert.GreaterOrEqual(c.t, len(request.Get("state")), 32)
	for name, values := range request {
		assert.Len(c.t, values, 1, name)
		assert.NotContains(c.t, []string{"", "undefined", "null"}, values[0], name)
	}
}

// An ID token that is for another client is no hint, and the provider takes the rest.
func TestTheHintIsCheckedAgainstTheProvider(t *testing.T) {
	t.Parallel()
	s := newProviderSite(t, "zitadel", providerOptions{})
	u := s.logInAt(newTab(t, thirdPartyBlocked), "localStorage")
	logoutURL := func(clientID string) url.Values {
		link := eval[string](u.tab, js(`(async () => {
			localStorage.setItem("key", JSON.stringify({ id_token: %s }));
			return new passport.Passport(%s).getLogoutUrl();
		})()`, u.idToken, s.redirect(map[string]any{"clientId": clientID, "provider": func() map[string]any {
			provider := s.withEndpoints()
			provider["storageKey"] = "key"
			return provider
		}()})))
		parsed, err := url.Parse(link)
		require.NoError(t, err)
		return parsed.Query()
	}
	assert.False(t, logoutURL("another").Has("id_token_hint"))
	query := logoutURL(clientID)
	require.Equal(t, u.idToken, query.Get("id_token_hint"))

	response, err := noRedirect.Get(s.metadata.EndSessionEndpoint + "?" + query.Encode())

	require.NoError(t, err)
	response.Body.Close()
	assert.Equal(t, http.StatusFound, response.StatusCode)
	assert.Equal(t, s.app+"/?state="+query.Get("state"), response.Header.Get("Location"))
}
