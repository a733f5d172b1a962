package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"github.com/zitadel/oidc/v3/example/server/storage"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"
)

const cookieName = "op_session"

// server is the provider, with sessions that cookies hold.
type server struct {
	*storage.Storage
	provider *op.Provider
	client   registered
	sameSite http.SameSite
	state    string
	claims   int

	mu       sync.Mutex
	sessions map[string]bool // alive
}

type sessionKey struct{}

// ServeHTTP knows the session, shows the login, and changes the state that is returned.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if cookie, err := r.Cookie(cookieName); err == nil {
		r = r.WithContext(context.WithValue(r.Context(), sessionKey{}, cookie.Value))
	}
	switch r.URL.Path {
	case "/login":
		s.login(w, r)
	case "/favicon.ico":
		w.WriteHeader(http.StatusNoContent)
	case "/end_session":
		s.provider.ServeHTTP(&returning{w, s.state}, r)
	default:
		s.provider.ServeHTTP(w, r)
	}
}

func (s *server) login(w http.ResponseWriter, r *http.Request) {
	id := r.FormValue("id")
	if r.Method != http.MethodPost {
		fmt.Fprintf(w, "<!doctype html><title>Login</title><form method=post><input type=hidden name=id value=%q><button>Log in</button></form>", id)
		return
	}
	if err := s.authenticate(id); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	session := rand.Text()
	s.mu.Lock()
	s.sessions[session] = true
	s.mu.Unlock()
	http.SetCookie(w, &http.Cookie{
		Name: cookieName, Value: session, Path: "/", HttpOnly: true,
		SameSite: s.sameSite, Secure: s.sameSite == http.SameSiteNoneMode,
	})
	http.Redirect(w, r, op.AuthCallbackURL(s.provider)(r.Context(), id), http.StatusFound)
}

// authenticate finishes a login.
func (s *server) authenticate(id string) error {
	return s.CheckUsernamePassword("test-user2", "verysecure", id)
}

func (s *server) alive(ctx context.Context) bool {
	session, _ := ctx.Value(sessionKey{}).(string)
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sessions[session]
}

// CreateAuthRequest lets a request without a prompt through where there is a session.
func (s *server) CreateAuthRequest(ctx context.Context, r *oidc.AuthRequest, userID string) (op.AuthRequest, error) {
	silent := len(r.Prompt) == 1 && r.Prompt[0] == oidc.PromptNone && s.alive(ctx)
	if silent {
		r.Prompt = nil
	}
	request, err := s.Storage.CreateAuthRequest(ctx, r, userID)
	if err == nil && silent {
		err = s.authenticate(request.GetID())
	}
	return request, err
}

// GetClientByClientID knows one client.
func (s *server) GetClientByClientID(ctx context.Context, id string) (op.Client, error) {
	if id != s.client.GetID() {
		return nil, oidc.ErrInvalidClient()
	}
	return loginOf{s.client, s}, nil
}

// SetUserinfoFromRequest makes an ID token as long as those of other providers are.
func (s *server) SetUserinfoFromRequest(ctx context.Context, info *oidc.UserInfo, token op.IDTokenRequest, scopes []string) error {
	if s.claims > 0 {
		info.AppendClaims("groups", strings.Repeat("x", s.claims))
	}
	return s.Storage.SetUserinfoFromRequest(ctx, info, token, scopes)
}

// TerminateSession ends the session of the cookie, and the tokens of the user.
func (s *server) TerminateSession(ctx context.Context, userID, clientID string) error {
	session, _ := ctx.Value(sessionKey{}).(string)
	s.mu.Lock()
	delete(s.sessions, session)
	s.mu.Unlock()
	return s.Storage.TerminateSession(ctx, userID, clientID)
}
