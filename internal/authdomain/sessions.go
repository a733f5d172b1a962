package authdomain

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// Session is a live Passport session: what a sign-in starts and a logout ends. It
// is server-side state, found by the cookie's random value, which it does not show.
type Session struct {
	// SID is the session's public id, the sid claim of its ID tokens.
	SID string `json:"sid"`
	// Subject is the user's sub claim; the same e-mail always has the same one.
	Subject string `json:"sub"`
	// Email is what the user typed at the sign-in page.
	Email string `json:"email"`
	// Since is when the user signed in, the auth_time claim.
	Since time.Time `json:"since"`
}

// Sessions returns a copy of the live Passport sessions, oldest first. It is the
// truth that tests compare a logout's claims with.
func (s *Server) Sessions() []Session {
	return s.sessions.list()
}

// SignIn starts a Passport session as the sign-in page does and returns the cookie
// that carries it, for tests that are not about signing in.
func (s *Server) SignIn(email string) (Session, *http.Cookie) {
	value, session := s.sessions.start(email)
	return session, s.cookies.carrying(value, false)
}

// sessionStore holds the live sessions by cookie value.
type sessionStore struct {
	mu   sync.RWMutex
	live map[string]Session
}

func (t *sessionStore) start(email string) (value string, session Session) {
	session = Session{SID: rand.Text(), Subject: subjectOf(email), Email: email, Since: time.Now()}
	value = rand.Text()
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.live == nil {
		t.live = map[string]Session{}
	}
	t.live[value] = session
	return value, session
}

// of finds the session whose cookie came with r.
func (t *sessionStore) of(r *http.Request) (Session, bool) {
	cookie, err := r.Cookie(cookieName)
	if err != nil {
		return Session{}, false
	}
	t.mu.RLock()
	defer t.mu.RUnlock()
	session, ok := t.live[cookie.Value]
	return session, ok
}

// end ends the session whose cookie came with r, and tells whether a cookie came.
func (t *sessionStore) end(r *http.Request) (came bool) {
	cookie, err := r.Cookie(cookieName)
	if err != nil {
		return false
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.live, cookie.Value)
	return true
}

func (t *sessionStore) clear() {
	t.mu.Lock()
	defer t.mu.Unlock()
	clear(t.live)
}

func (t *sessionStore) list() []Session {
	t.mu.RLock()
	defer t.mu.RUnlock()
	sessions := make([]Session, 0, len(t.live))
	for _, session := range t.live {
		sessions = append(sessions, session)
	}
	slices.SortFunc(sessions, func(a, b Session) int { return a.Since.Compare(b.Since) })
	return sessions
}

func subjectOf(email string) string {
	sum := sha256.Sum256([]byte(strings.ToLower(email)))
	return "email|" + hex.EncodeToString(sum[:12])
}
