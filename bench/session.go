package main

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

const (
	scope    = "openid offline_access email transact"
	audience = "platform_api"
)

// login is a user who is logged in: both sessions are alive.
type login struct {
	session authdomain.Session
	cookie  *http.Cookie
	tokens  map[string]any
}

// logIn signs a user in at the auth domain and gets tokens for the application
// by an authorization code with PKCE.
func (s *site) logIn() (login, error) {
	session, cookie := s.idp.SignIn("player@example.com")
	const verifier = "0123456789-0123456789-0123456789-0123456789"
	challenge := sha256.Sum256([]byte(verifier))
	request := httptest.NewRequest(http.MethodGet, authURL+"/authorize?"+url.Values{
		"response_type": {"code"}, "client_id": {clientID}, "redirect_uri": {blankURL},
		"scope": {scope}, "audience": {audience}, "state": {"state"},
		"code_challenge": {base64.RawURLEncoding.EncodeToString(challenge[:])}, "code_challenge_method": {"S256"},
	}.Encode(), nil)
	request.AddCookie(cookie)
	back, err := url.Parse(s.ask(request).Header().Get("Location"))
	if err != nil {
		return login{}, err
	}
	request = httptest.NewRequest(http.MethodPost, authURL+"/oauth/token", strings.NewReader(url.Values{
		"grant_type": {"authorization_code"}, "client_id": {clientID}, "redirect_uri": {blankURL},
		"code": {back.Query().Get("code")}, "code_verifier": {verifier},
	}.Encode()))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer := s.ask(request)
	if answer.Code != http.StatusOK {
		return login{}, fmt.Errorf("login: status %d: %s", answer.Code, answer.Body)
	}
	l := login{session: session, cookie: cookie}
	return l, json.Unmarshal(answer.Body.Bytes(), &l.tokens)
}

func (s *site) ask(r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	s.idp.ServeHTTP(w, r)
	return w
}

// alive tells whether the Passport session is alive.
func (s *site) alive(l login) bool {
	for _, session := range s.idp.Sessions() {
		if session.SID == l.session.SID {
			return true
		}
	}
	return false
}

// sessionKey is where a subject stores the application session: all but one
// where the incumbent does.
func sessionKey(s subject) string {
	if s.name == auth0Name {
		return "@@auth0spajs@@::" + clientID + "::" + audience + "::" + scope
	}
	return "oidc.user:" + authURL + ":" + clientID
}

const farFuture = 4102444800 // 2100-01-01

// stored is the application session as the subject stores it.
func (l login) stored(s subject) string {
	entry := map[string]any{
		"profile":       map[string]any{"sub": l.session.Subject, "email": l.session.Email},
		"session_state": nil,
		"expires_at":    farFuture,
	}
	maps.Copy(entry, l.tokens)
	if s.name == auth0Name {
		entry["client_id"], entry["audience"] = clientID, audience
		entry = map[string]any{"body": entry, "expiresAt": farFuture}
	}
	data, _ := json.Marshal(entry) // values that came from JSON do not fail
	return string(data)
}
