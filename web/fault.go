package web

import (
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
// came by a redirect finds the way back there to the app, at this host.
func faultsOf(appHost string) []fault {
	page := `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark">` +
		`<title>Broken on purpose</title><p>This auth domain has been told to misbehave. ` +
		`<a href="http://` + html.EscapeString(appHost) + `/">Back to the demo</a></p></html>`
	unframed := http.Header{"X-Frame-Options": {"DENY"}, "Content-Security-Policy": {"frame-ancestors 'none'"}}
	return []fault{
		{Name: "none", Label: "no: it works"},
		{"revocation", "it cannot revoke tokens", "/oauth/revoke", authdomain.Fault{Status: http.StatusServiceUnavailable}},
		{"hold", "it never answers a revocation", "/oauth/revoke", authdomain.Fault{Hang: true}},
		{"hang", "it never answers a logout", "/v2/logout", authdomain.Fault{Hang: true}},
		{"frame", "it refuses to be framed", "/v2/logout", authdomain.Fault{Header: unframed, Body: page}},
		{"page", "it shows an error page", "/v2/logout", authdomain.Fault{Status: http.StatusBadRequest, Body: page}},
	}
}

// faultControl shows and sets the fault of an auth domain.
type faultControl struct {
	domain *authdomain.Server

	mu      sync.Mutex
	current string
}

// addFaultControl adds the control at /fault. Another site may not post to it.
func addFaultControl(mux *http.ServeMux, domain *authdomain.Server) {
	c := &faultControl{domain: domain, current: "none"}
	mux.HandleFunc("GET /fault", c.show)
	mux.Handle("POST /fault", http.NewCrossOriginProtection().Handler(http.HandlerFunc(c.set)))
}

func (c *faultControl) show(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	defer c.mu.Unlock()
	answerJSON(w, map[string]any{"current": c.current, "faults": faultsOf(r.Host)})
}

func (c *faultControl) set(w http.ResponseWriter, r *http.Request) {
	name, faults := r.FormValue("name"), faultsOf(r.Host)
	at := slices.IndexFunc(faults, func(f fault) bool { return f.Name == name })
	if at < 0 {
		http.Error(w, "there is no such fault", http.StatusBadRequest)
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, f := range faults {
		c.domain.SetFault(f.path, authdomain.Fault{})
	}
	c.domain.SetFault(faults[at].path, faults[at].how)
	c.current = name
	w.WriteHeader(http.StatusNoContent)
}
