package main

import (
	"encoding/json"
	"html"
	"net/http"
	"slices"
	"sync"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

// fault is a way for the auth domain to misbehave, as the page offers it.
type fault struct {
	Name  string `json:"name"`
	Label string `json:"label"`

	path string
	how  authdomain.Fault
}

// faultsOf lists the faults, with none first. Where one shows a page, a user who
// came by a redirect finds the way back there.
func faultsOf(appOrigin string) []fault {
	page := `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark">` +
		`<title>Broken on purpose</title><p>This auth domain has been told to misbehave. ` +
		`<a href="` + html.EscapeString(appOrigin) + `/">Back to the demo</a></p></html>`
	unframed := http.Header{"X-Frame-Options": {"DENY"}}
	return []fault{
		{Name: "none", Label: "works"},
		{"revocation", "cannot revoke tokens", "/oauth/revoke", authdomain.Fault{Status: http.StatusServiceUnavailable}},
		{"hang", "never answers a logout", "/v2/logout", authdomain.Fault{Hang: true}},
		{"frame", "refuses to be framed", "/v2/logout", authdomain.Fault{Header: unframed, Body: page}},
		{"page", "shows an error page", "/v2/logout", authdomain.Fault{Status: http.StatusBadRequest, Body: page}},
	}
}

// faultControl shows and sets the fault of an auth domain.
type faultControl struct {
	domain *authdomain.Server
	faults []fault

	mu      sync.Mutex
	current string
}

// newFaultControl is the handler of /fault. Another site may not post to it.
func newFaultControl(domain *authdomain.Server, appOrigin string) http.Handler {
	c := &faultControl{domain: domain, faults: faultsOf(appOrigin), current: "none"}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /fault", c.show)
	mux.HandleFunc("POST /fault", c.set)
	return http.NewCrossOriginProtection().Handler(mux)
}

func (c *faultControl) show(w http.ResponseWriter, _ *http.Request) {
	c.mu.Lock()
	defer c.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	_ = json.NewEncoder(w).Encode(map[string]any{"current": c.current, "faults": c.faults})
}

func (c *faultControl) set(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	at := slices.IndexFunc(c.faults, func(f fault) bool { return f.Name == name })
	if at < 0 {
		http.Error(w, "there is no such fault", http.StatusBadRequest)
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, f := range c.faults {
		c.domain.SetFault(f.path, authdomain.Fault{})
	}
	c.domain.SetFault(c.faults[at].path, c.faults[at].how)
	c.current = name
	w.WriteHeader(http.StatusNoContent)
}
