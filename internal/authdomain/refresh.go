package authdomain

import (
	"cmp"
	"crypto/rand"
	"net/http"
	"slices"
	"strings"
	"sync"
)

// refreshStore holds refresh tokens by family: all that came from one sign-in.
// Auth0 documents rotation with reuse detection: each exchange gives a new token,
// and an old one that comes back revokes the family, since one of its two users
// has stolen it (RFC 9700 4.14.2).
//
// Refresh tokens survive a logout, as at Auth0: that is why a client revokes
// them.
type refreshStore struct {
	mu       sync.Mutex
	families map[string]*family
	familyOf map[string]string // every token ever given, old ones included
}

type family struct {
	grant   grant
	current string
}

// RefreshTokenActive tells whether the token endpoint would still accept token.
func (s *Server) RefreshTokenActive(token string) bool {
	s.refresh.mu.Lock()
	defer s.refresh.mu.Unlock()
	_, f := s.refresh.lookup(token)
	return f != nil && f.current == token
}

// RefreshToken is one that the token endpoint accepts.
type RefreshToken struct {
	Token    string `json:"token"`
	ClientID string `json:"clientId"`
	Scope    string `json:"scope"`
	// Session is where the user signed in; it may have ended since.
	Session
}

// RefreshTokens returns the tokens of which [Server.RefreshTokenActive] is true, in
// the order of their sign-ins.
func (s *Server) RefreshTokens() []RefreshToken {
	s.refresh.mu.Lock()
	defer s.refresh.mu.Unlock()
	tokens := make([]RefreshToken, 0, len(s.refresh.families))
	for _, f := range s.refresh.families {
		tokens = append(tokens, RefreshToken{f.current, f.grant.clientID, f.grant.scope, f.grant.session})
	}
	slices.SortFunc(tokens, func(a, b RefreshToken) int {
		return cmp.Or(a.Since.Compare(b.Since), cmp.Compare(a.Token, b.Token))
	})
	return tokens
}

func (t *refreshStore) clear() {
	t.mu.Lock()
	defer t.mu.Unlock()
	clear(t.families)
	clear(t.familyOf)
}

func (t *refreshStore) start(g grant) (token string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.families == nil {
		t.families, t.familyOf = map[string]*family{}, map[string]string{}
	}
	f := &family{grant: g}
	t.families[g.family] = f
	return t.advance(f)
}

// rotate exchanges a refresh token for the next of its family (RFC 6749 6). The
// scope may only shrink, and only for the tokens of this answer.
func (t *refreshStore) rotate(token, clientID, scope string) (g grant, next string, refused *oauthError) {
	if token == "" {
		return g, "", invalidRequest("The refresh_token is missing.")
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	id, f := t.lookup(token)
	if f == nil || f.grant.clientID != clientID {
		return g, "", invalidGrant("Unknown or invalid refresh token.")
	}
	if f.current != token {
		delete(t.families, id)
		return g, "", invalidGrant("Unknown or invalid refresh token.")
	}
	g = f.grant
	for name := range strings.FieldsSeq(scope) {
		if !hasScope(g.scope, name) {
			return g, "", &oauthError{http.StatusBadRequest, "invalid_scope", "The scope exceeds the one granted."}
		}
	}
	if scope != "" {
		g.scope = strings.Join(strings.Fields(scope), " ")
	}
	return g, t.advance(f), nil
}

// revoke ends a token's family. It refuses a token of another client (RFC 7009
// 2.1) and has nothing to say about one it does not know (2.2).
func (t *refreshStore) revoke(token, clientID string) *oauthError {
	t.mu.Lock()
	defer t.mu.Unlock()
	id, f := t.lookup(token)
	if f == nil {
		return nil
	}
	if f.grant.clientID != clientID {
		return invalidGrant("The token belongs to another client.")
	}
	delete(t.families, id)
	return nil
}

func (t *refreshStore) revokeFamily(id string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.families, id)
}

func (t *refreshStore) lookup(token string) (id string, f *family) {
	id = t.familyOf[token]
	return id, t.families[id]
}

func (t *refreshStore) advance(f *family) (token string) {
	f.current = rand.Text()
	t.familyOf[f.current] = f.grant.family
	return f.current
}
