package e2e

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// entry is what is stored of the user's session.
func (u *user) entry() string {
	u.tab.t.Helper()
	return eval[string](u.tab, js(`localStorage.getItem(%s)`, u.key))
}

// refreshed is what the application stores after it has refreshed the tokens.
func (u *user) refreshed() (entry, refreshToken string) {
	u.tab.t.Helper()
	response, err := noRedirect.PostForm(u.site.resolved+"/oauth/token", url.Values{
		"grant_type": {"refresh_token"}, "client_id": {clientID}, "refresh_token": {u.refresh},
	})
	require.NoError(u.tab.t, err)
	defer response.Body.Close()
	require.Equal(u.tab.t, http.StatusOK, response.StatusCode)
	var stored, tokens map[string]any
	require.NoError(u.tab.t, json.Unmarshal([]byte(u.entry()), &stored))
	require.NoError(u.tab.t, json.NewDecoder(response.Body).Decode(&tokens))
	maps.Copy(stored, tokens)
	data, err := json.Marshal(stored)
	require.NoError(u.tab.t, err)
	refreshToken, _ = tokens["refresh_token"].(string)
	return string(data), refreshToken
}

// write is the expression that stores an entry.
func (u *user) write(entry string) string {
	return js(`localStorage.setItem(%s, %s)`, u.key, entry)
}

// A refresh that was under way when the user logged out is answered during the
// logout, in another tab and in this one. Then the user signs in again.
func TestALateRefreshDoesNotLogInAgain(t *testing.T) {
	t.Parallel()
	t.Run("silent", func(t *testing.T) {
		t.Parallel()
		s := newSite(t, sameSite)
		u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
		late, refreshToken := u.refreshed()
		other := u.tab.sibling()
		other.open(s.app + "/blank")
		visits := make(chan struct{})
		gate := make(chan struct{})
		s.onVisit = func(path string) {
			if path == "/v2/logout" {
				close(visits)
				<-gate
			}
		}
		u.tab.globals = append(u.tab.globals, "flight")
		eval[any](u.tab, withProgram)
		u.tab.start(js(`window.flight = passportLogout(%s)`, s.config(nil)))
		<-visits

		removed := js(news+`(%s)`, u.key)
		assert.Nil(t, eval[any](other, `(() => { const gone = `+removed+`; `+u.write(late)+`; return gone; })()`), "removed at once")
		eval[any](u.tab, u.write(late))
		close(gate)

		got := settle(u.tab, `flight`)
		require.Empty(t, got.Message)
		assert.Equal(t, "cleared", got.Receipt.Local.Status)
		assert.False(t, u.stored(), "what this page wrote is gone when the logout is over")
		s.revoked(t, refreshToken)
	})
	for missing, file := range map[string]string{"nothing": "", "the program": programFile} {
		t.Run("redirect, missing "+missing, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			u, _ := s.logInBefore(newTab(t, thirdPartyBlocked), file)
			late, refreshToken := u.refreshed()
			written := make(chan struct{})
			s.mux.HandleFunc("POST /written", func(w http.ResponseWriter, _ *http.Request) { close(written) })
			s.onVisit = func(path string) {
				if path == "/v2/logout" {
					<-written
				}
			}

			u.tab.arrive(s.app+"/", func() {
				u.tab.start(js(`(passportLogout(%s), setTimeout(() => {
					`+u.write(late)+`;
					fetch("/written", { method: "POST", keepalive: true });
				}))`, s.config(map[string]any{"logoutMode": "redirect", "logoutRedirectUri": s.app + "/"})))
			})

			assert.False(t, u.stored(), "what this page wrote is gone when it is left")
			s.revoked(t, refreshToken)
		})
	}
}

func TestANewLoginDuringALogoutStays(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
	next := s.logIn(newTab(t, thirdPartyBlocked), clientID).entry()
	other := u.tab.sibling()
	other.open(s.app + "/blank")
	gate := make(chan struct{})
	visits := make(chan struct{})
	s.onVisit = func(path string) {
		if path == "/v2/logout" {
			close(visits)
			<-gate
		}
	}
	u.tab.globals = append(u.tab.globals, "flight", "told")
	eval[any](u.tab, withProgram)
	u.tab.start(js(`window.flight = passportLogout(%s)`, s.config(nil)))
	<-visits

	u.tab.start(js(`window.told = `+news+`(%s)`, u.key))
	eval[any](other, u.write(next))
	assert.Equal(t, next, eval[string](u.tab, `told`))
	close(gate)

	got := settle(u.tab, `flight`)
	require.Empty(t, got.Message)
	assert.Equal(t, "ended", got.Receipt.IDP.Status)
	assert.Equal(t, next, u.entry())
}

func TestALateRefreshBeforeTheProgramDoesNotLogInAgain(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	s.pages["/silent-logout"] += neverLoaded
	u, _ := s.logInBefore(newTab(t, thirdPartyBlocked), programFile)
	late, _ := u.refreshed()
	visits, release := make(chan struct{}), make(chan struct{})
	s.onVisit = func(path string) {
		if path == "/v2/logout" {
			close(visits)
			<-release
		}
	}
	u.tab.globals = append(u.tab.globals, "flight")
	u.tab.start(js(`window.flight = passportLogout(%s)`, s.config(nil)))
	<-visits
	eval[any](u.tab, u.write(late))
	close(release)

	settle(u.tab, `flight`)

	assert.False(t, u.stored())
}
