package authdomain

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"sync"
)

// maxRequests bounds the log of a demo that is left running.
const maxRequests = 4096

// Request is what arrived. It is recorded before any work or fault, so it does not
// say that the work is done.
type Request struct {
	Method string     `json:"method"`
	Path   string     `json:"path"`
	Query  url.Values `json:"query"`
	// Form holds the parameters of a POST body, sent as a form or as JSON.
	Form url.Values `json:"form"`
	// SessionCookie tells whether a session cookie came along, of a live session or
	// not: the mark of a browser that lets the frame have it.
	SessionCookie bool   `json:"sessionCookie"`
	Referer       string `json:"referer"`
	Origin        string `json:"origin"`
	// Header is all the rest, Sec-Fetch-Dest and Sec-Purpose among it, without
	// Cookie and Authorization.
	Header http.Header `json:"header"`
}

// Requests returns what arrived at path, in order; "" means every path. The latest
// 4096 are kept.
func (s *Server) Requests(path string) []Request {
	s.log.mu.Lock()
	defer s.log.mu.Unlock()
	var found []Request
	for _, r := range s.log.requests {
		if path == "" || r.Path == path {
			found = append(found, r)
		}
	}
	return found
}

type requestLog struct {
	mu       sync.Mutex
	requests []Request
}

func (l *requestLog) clear() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.requests = nil
}

func (l *requestLog) add(r *http.Request) {
	_, err := r.Cookie(cookieName)
	entry := Request{
		Method:        r.Method,
		Path:          r.URL.Path,
		Query:         r.URL.Query(),
		Form:          maps.Clone(r.PostForm),
		SessionCookie: err == nil,
		Referer:       r.Referer(),
		Origin:        r.Header.Get("Origin"),
		Header:        r.Header.Clone(),
	}
	entry.Header.Del("Cookie")
	entry.Header.Del("Authorization")
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.requests) == maxRequests {
		l.requests = slices.Delete(l.requests, 0, 1)
	}
	l.requests = append(l.requests, entry)
}
