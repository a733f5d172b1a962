package authdomain

import (
	"cmp"
	"maps"
	"net/http"
)

// answer writes the fault's own status and body.
func (f Fault) answer(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(cmp.Or(f.Status, http.StatusOK))
	_, _ = w.Write([]byte(f.Body))
}

// faultyWriter puts the fault's headers over those of the answer.
type faultyWriter struct {
	http.ResponseWriter
	fault   Fault
	started bool
}

func (w *faultyWriter) WriteHeader(status int) {
	if !w.started {
		w.started = true
		maps.Copy(w.Header(), w.fault.Header)
		if w.fault.ContentType != "" {
			w.Header().Set("Content-Type", w.fault.ContentType)
		}
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *faultyWriter) Write(data []byte) (int, error) {
	if !w.started {
		w.WriteHeader(http.StatusOK)
	}
	return w.ResponseWriter.Write(data)
}

// Unwrap lets [http.ResponseController] reach the connection.
func (w *faultyWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// lostWriter is an answer that nobody gets.
type lostWriter struct{}

func (lostWriter) Header() http.Header            { return http.Header{} }
func (lostWriter) WriteHeader(int)                {}
func (lostWriter) Write(data []byte) (int, error) { return len(data), nil }

// drop closes the connection without an answer. Where it cannot be had, as with
// HTTP/2, net/http documents this panic for the same end.
func drop(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	_ = conn.Close()
}
