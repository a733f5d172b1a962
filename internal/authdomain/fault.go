package authdomain

import (
	"net/http"
	"sync"
	"time"
)

// Fault is a way for an endpoint to misbehave. Delay, Header, ContentType and
// NoCORS change how the endpoint answers, and its work is done. Status, Body, Hang
// and Drop take the place of the answer, and the work is not done unless AfterWork
// says so. CORS preflights are answered as ever, except with NoCORS.
type Fault struct {
	// Status is answered instead of the work; with a Location in Header it is a
	// redirect, to the same path a redirect loop. It defaults to 200 if Body is set.
	Status int
	// Body is answered instead of the work.
	Body string
	// ContentType replaces the answer's own. A Status or Body without it is HTML.
	ContentType string
	// Header is added to the answer, such as X-Frame-Options or a Content-Security-
	// Policy with frame-ancestors; it replaces headers of the same name.
	Header http.Header
	// Delay passes before anything else; if the client leaves meanwhile, nothing
	// else happens.
	Delay time.Duration
	// Hang never answers: it holds the request until the client leaves or
	// [Server.Close].
	Hang bool
	// Drop closes the connection without an answer. Chromium asks once more when
	// that happens on a connection it has used before.
	Drop bool
	// NoCORS leaves out the Access-Control headers; preflights fail.
	NoCORS bool
	// AfterWork does the endpoint's work first and throws its answer away, cookies
	// included, as when a reply is lost on its way.
	AfterWork bool
}

// SetFault makes path, such as "/oauth/revoke", misbehave from the next request on.
// A zero Fault ends it. Any path can be named, also one that has no endpoint.
func (s *Server) SetFault(path string, f Fault) {
	f.Header = f.Header.Clone()
	s.faults.set(path, f)
}

type faultTable struct {
	mu     sync.RWMutex
	byPath map[string]Fault
}

func (t *faultTable) get(path string) Fault {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.byPath[path]
}

func (t *faultTable) set(path string, f Fault) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.byPath == nil {
		t.byPath = map[string]Fault{}
	}
	t.byPath[path] = f
}

// takesOver tells whether the fault replaces the endpoint's answer.
func (f Fault) takesOver() bool {
	return f.Status != 0 || f.Body != "" || f.Hang || f.Drop
}

// withFault serves r through f; the zero Fault changes nothing.
func (s *Server) withFault(f Fault, w http.ResponseWriter, r *http.Request) {
	if f.Delay > 0 && !s.wait(r, time.After(f.Delay)) {
		drop(w)
		return
	}
	w = &faultyWriter{ResponseWriter: w, fault: f}
	if !f.takesOver() {
		s.mux.ServeHTTP(w, r)
		return
	}
	if f.AfterWork {
		s.mux.ServeHTTP(lostWriter{}, r)
	}
	switch {
	case f.Hang:
		s.wait(r, nil)
		drop(w)
	case f.Drop:
		drop(w)
	default:
		f.answer(w)
	}
}

// wait tells whether done came before the client left and the server closed.
func (s *Server) wait(r *http.Request, done <-chan time.Time) bool {
	select {
	case <-done:
		return true
	case <-r.Context().Done():
		return false
	case <-s.closed:
		return false
	}
}
