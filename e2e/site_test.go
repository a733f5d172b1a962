package e2e

import (
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

// site is an application and its auth domain, on origins of their own.
type site struct {
	app, auth string // origins
	idp       *authdomain.Server
	pages     map[string]string
	mux       *http.ServeMux
	// resolved is where Go finds the auth domain.
	resolved string
	// csp is the policy of every page.
	csp string
	// onLoad hears of every request to the application.
	onLoad func(path string)
	// onVisit hears of every request to the auth domain, and may hold it up.
	onVisit func(path string)

	mu        sync.Mutex
	requests  map[string]int
	overrides map[string]http.HandlerFunc
}

// loads is how often a path of the application was requested.
func (s *site) loads(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.requests[path]
}

// loadedLater is how often each file of the build was requested, beside the loader.
func (s *site) loadedLater() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	loads := maps.Clone(s.requests)
	maps.DeleteFunc(loads, func(path string, _ int) bool {
		return !strings.HasPrefix(path, "/dist/") || path == "/dist/passport.js"
	})
	return loads
}

// forget counts requests afresh.
func (s *site) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.requests)
}

// override answers a path of the application in another way. A nil handler
// changes nothing.
func (s *site) override(path string, handler http.HandlerFunc) {
	if handler != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.overrides[path] = handler
	}
}

// handler is what answers a path of the application's files.
func (s *site) handler(path string) http.HandlerFunc {
	s.mu.Lock()
	defer s.mu.Unlock()
	if handler := s.overrides[path]; handler != nil {
		return handler
	}
	return s.mux.ServeHTTP
}

// restore ends an override.
func (s *site) restore(path string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.overrides, path)
}

const clientID = "client"

// sameSite has both on localhost, crossSite has the auth domain on another
// site.
const (
	sameSite  = "localhost"
	crossSite = "127.0.0.1"
)

// newSite starts an application on localhost and an auth domain on authHost.
func newSite(t *testing.T, authHost string) *site {
	t.Helper()
	return newSiteOn(t, "localhost", authHost)
}

// newSiteOn starts both on hosts of this machine, such as "app.test.localhost".
func newSiteOn(t *testing.T, appHost, authHost string) *site {
	t.Helper()
	return serveSite(t, httptest.NewServer, "http://"+appHost, "http://"+authHost)
}

// newSecureSite starts both with TLS, on names that end in .test: an auth domain that
// is none of this machine, as far as the browser knows.
func newSecureSite(t *testing.T, appHost, authHost string) *site {
	t.Helper()
	return serveSite(t, httptest.NewTLSServer, "https://"+appHost, "https://"+authHost)
}

// serveSite starts both on origins that lack a port.
func serveSite(t *testing.T, serve func(http.Handler) *httptest.Server, appHost, authHost string) *site {
	t.Helper()
	s := &site{idp: authdomain.New(authdomain.Config{}), mux: http.NewServeMux()}
	app, auth := serve(s), serve(http.HandlerFunc(s.serveAuth))
	t.Cleanup(func() {
		s.idp.Close()
		auth.CloseClientConnections()
		auth.Close()
		app.CloseClientConnections()
		app.Close()
	})
	s.app = appHost + ":" + port(app)
	s.auth = authHost + ":" + port(auth)
	s.resolved = auth.URL
	s.setUp(clientID)
	return s
}

func port(s *httptest.Server) string {
	u, err := url.Parse(s.URL)
	if err != nil {
		panic(err)
	}
	return u.Port()
}

// setUp registers the client and the pages.
func (s *site) setUp(client string) {
	s.idp.AddClient(authdomain.Client{
		ID:           client,
		RedirectURIs: []string{s.app + "/redirect"},
		LogoutURIs:   []string{s.app + "/silent-logout", s.app + "/", s.app},
		WebOrigins:   []string{s.app},
	})
	s.csp = strictCSP(s.auth)
	s.requests, s.overrides = map[string]int{}, map[string]http.HandlerFunc{}
	s.pages = map[string]string{
		"/":              document("Application", `<script src="/dist/passport.js"></script>`),
		"/module":        document("Module", ``),
		"/blank":         document("Blank", ``),
		"/redirect":      document("Redirect", ``),
		"/silent-logout": callbackPage,
	}
	s.mux.Handle("/dist/", http.StripPrefix("/dist/", distServer(os.DirFS(dist))))
	s.mux.HandleFunc("/silent-logout.js", script(fmt.Sprintf("logoutSilentCallback(%q);", s.app)))
	s.mux.HandleFunc("/never.js", never)
	s.mux.HandleFunc("/favicon.ico", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
}

// strictCSP is the policy of the design.
func strictCSP(auth string) string {
	return "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' " + auth +
		"; frame-src 'self' " + auth + "; require-trusted-types-for 'script'; trusted-types 'none'"
}

// allowNoFrame has the policy block every iframe.
func (s *site) allowNoFrame() {
	s.csp = strings.Replace(s.csp, "frame-src 'self' "+s.auth, "", 1) + "; frame-src 'none'"
}

// callbackPage completes a silent logout.
var callbackPage = document("Callback", `<script src="/dist/passport.js"></script><script src="/silent-logout.js"></script>`)

func document(title, body string) string {
	return "<!doctype html><html lang=en><meta charset=utf-8><title>" + title + "</title>" + body
}

// neverLoaded keeps a page from its load event.
const neverLoaded = `<script async src="/never.js"></script>`

// tellOnlyByMessage lets nothing but the callback page's message tell of it: the
// page lies elsewhere than where logoutRedirectUri leads, which its location tells.
func (s *site) tellOnlyByMessage(t *testing.T) {
	t.Helper()
	s.pages["/called"] = s.pages["/silent-logout"]
	s.override("/silent-logout", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/called?"+r.URL.RawQuery, http.StatusFound)
	})
	t.Cleanup(func() { s.restore("/silent-logout") })
}

func never(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

func script(code string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/javascript")
		fmt.Fprint(w, code)
	}
}

// distServer serves dist/ with the types that a web server gives.
func distServer(files fs.FS) http.Handler {
	server := http.FileServerFS(files)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasSuffix(r.URL.Path, ".wasm"):
			w.Header().Set("Content-Type", "application/wasm")
		case strings.HasSuffix(r.URL.Path, "js"):
			w.Header().Set("Content-Type", "text/javascript")
		}
		server.ServeHTTP(w, r)
	})
}

// ServeHTTP serves the pages under the policy, and the rest of mux.
func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	file := fileOf(r)
	s.mu.Lock()
	s.requests[file]++
	handler := s.overrides[file]
	s.mu.Unlock()
	if s.onLoad != nil {
		s.onLoad(file)
	}
	if handler != nil {
		handler(w, r)
		return
	}
	body, ok := s.pages[r.URL.Path]
	if !ok {
		s.mux.ServeHTTP(w, r)
		return
	}
	w.Header().Set("Content-Security-Policy", s.csp)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprint(w, body)
}

func (s *site) serveAuth(w http.ResponseWriter, r *http.Request) {
	if s.onVisit != nil {
		s.onVisit(r.URL.Path)
	}
	if r.URL.Path == endSessionPath {
		s.endSession(w, r)
		return
	}
	s.idp.ServeHTTP(w, r)
}

// config is the configuration of the site's application.
func (s *site) config(more map[string]any) map[string]any {
	config := map[string]any{
		"baseConfig":        map[string]any{"environment": "sandbox", "publishableKey": "pk"},
		"overrides":         map[string]any{"authenticationDomain": s.auth},
		"clientId":          clientID,
		"redirectUri":       s.app + "/redirect",
		"logoutRedirectUri": s.app + "/silent-logout",
		"logoutMode":        "silent",
	}
	maps.Copy(config, more)
	return config
}
