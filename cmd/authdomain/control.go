package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"strings"
	"sync"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

// controlPath begins every path that is a test's and not the auth domain's.
const controlPath = "/_authdomain/"

// control lets a test ask and change the auth domain while it runs.
type control struct {
	domain   *authdomain.Server
	origin   string
	settings settings

	mu      sync.Mutex
	current faults
}

// newControl is the auth domain with its control and the page at its root. What a
// test asks is not among the requests that the auth domain has had.
func newControl(domain *authdomain.Server, origin string, set settings) (http.Handler, error) {
	c := &control{domain: domain, origin: origin, settings: set}
	if err := c.apply(set.faults); err != nil {
		return nil, err
	}
	guarded, err := c.forOrigins(c.routes())
	if err != nil {
		return nil, err
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/":
			c.page(w, r)
		case strings.HasPrefix(r.URL.Path, controlPath):
			guarded.ServeHTTP(w, r)
		default:
			domain.ServeHTTP(w, r)
		}
	}), nil
}

func (c *control) routes() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+stylePath, serveStyle)
	mux.HandleFunc("GET "+controlPath+"sessions", func(w http.ResponseWriter, _ *http.Request) {
		writeJSON(w, http.StatusOK, c.domain.Sessions())
	})
	mux.HandleFunc("GET "+controlPath+"refresh-tokens", func(w http.ResponseWriter, _ *http.Request) {
		writeJSON(w, http.StatusOK, c.domain.RefreshTokens())
	})
	mux.HandleFunc("GET "+controlPath+"requests", c.requests)
	mux.HandleFunc("GET "+controlPath+"faults", func(w http.ResponseWriter, _ *http.Request) {
		writeJSON(w, http.StatusOK, c.activeFaults())
	})
	mux.HandleFunc("PUT "+controlPath+"faults", c.putFaults)
	mux.HandleFunc("POST "+controlPath+"reset", c.reset)
	return mux
}

// requests answers with what has arrived, at one path if the query names it.
func (c *control) requests(w http.ResponseWriter, r *http.Request) {
	found := c.domain.Requests(r.URL.Query().Get("path"))
	if found == nil {
		found = []authdomain.Request{} // null is no list
	}
	writeJSON(w, http.StatusOK, found)
}

// maxFaults bounds the body that sets the faults, in bytes.
const maxFaults = 64 << 10

// putFaults replaces all faults by those of the body.
func (c *control) putFaults(w http.ResponseWriter, r *http.Request) {
	var wanted faults
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxFaults)).Decode(&wanted); err != nil {
		refuse(w, fmt.Errorf(`a JSON object is needed, such as {"/v2/logout": "hang"}: %w`, err))
		return
	}
	if err := c.apply(wanted); err != nil {
		refuse(w, err)
		return
	}
	writeJSON(w, http.StatusOK, c.activeFaults())
}

// reset makes the auth domain as it was when it started.
func (c *control) reset(w http.ResponseWriter, _ *http.Request) {
	c.domain.Reset()
	if err := c.apply(c.settings.faults); err != nil {
		refuse(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// apply sets the wanted faults and ends all others, or does nothing if one of them
// cannot be read.
func (c *control) apply(wanted faults) error {
	parsed, err := wanted.parse()
	if err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for path, fault := range parsed {
		c.domain.SetFault(path, fault)
	}
	for path := range c.current {
		if _, stays := parsed[path]; !stays {
			c.domain.SetFault(path, authdomain.Fault{})
		}
	}
	c.current = faults{}
	maps.Copy(c.current, wanted)
	return nil
}

func (c *control) activeFaults() faults {
	c.mu.Lock()
	defer c.mu.Unlock()
	return maps.Clone(c.current)
}

func refuse(w http.ResponseWriter, err error) {
	writeJSON(w, http.StatusBadRequest, map[string]string{"error": err.Error()})
}

func writeJSON(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}
