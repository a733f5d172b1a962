package authdomain

import (
	"slices"
	"strings"
	"sync"
)

// Client is a registered application. Every client is public (RFC 6749 2.1): it
// has no secret and proves itself with PKCE.
type Client struct {
	// ID is the client_id.
	ID string
	// RedirectURIs are the Allowed Callback URLs, compared exactly.
	RedirectURIs []string
	// LogoutURIs are the Allowed Logout URLs; the first is where a logout without
	// returnTo goes.
	LogoutURIs []string
	// WebOrigins are the Allowed Origins (CORS), such as "http://localhost:3000".
	WebOrigins []string
}

// AddClient registers c, or replaces the client of the same ID.
func (s *Server) AddClient(c Client) {
	c.RedirectURIs = slices.Clone(c.RedirectURIs)
	c.LogoutURIs = slices.Clone(c.LogoutURIs)
	c.WebOrigins = slices.Clone(c.WebOrigins)
	s.clients.add(c)
}

type registry struct {
	mu   sync.RWMutex
	byID map[string]Client
}

func (g *registry) add(c Client) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.byID == nil {
		g.byID = map[string]Client{}
	}
	g.byID[c.ID] = c
}

func (g *registry) find(id string) (Client, bool) {
	g.mu.RLock()
	defer g.mu.RUnlock()
	c, ok := g.byID[id]
	return c, ok
}

// allowsOrigin tells whether some client lists origin. It asks all of them because
// a CORS preflight carries no client_id.
func (g *registry) allowsOrigin(origin string) bool {
	g.mu.RLock()
	defer g.mu.RUnlock()
	for _, c := range g.byID {
		if slices.ContainsFunc(c.WebOrigins, func(o string) bool {
			return strings.TrimSuffix(o, "/") == origin
		}) {
			return true
		}
	}
	return false
}
