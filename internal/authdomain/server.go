package authdomain

import (
	"net/http"
	"strings"
	"sync"
)

// Config describes the auth domain.
type Config struct {
	// Clients are the registered applications; [Server.AddClient] adds more.
	Clients []Client

	// LogoutURIs is the tenant's list of Allowed Logout URLs: Auth0 documents that
	// a logout without client_id is judged by it.
	LogoutURIs []string

	// CookieSameSite is the session cookie's SameSite attribute. Zero means
	// [http.SameSiteNoneMode] with Secure, as Auth0 sets it; Chromium accepts
	// Secure cookies from http://localhost and http://127.0.0.1.
	CookieSameSite http.SameSite

	// SignIn, an e-mail address, signs its user in at /authorize without the form,
	// for tests; a login_hint that is an address has precedence. prompt=none still
	// needs a session that is there.
	SignIn string

	// Issuer is this server's own origin, such as "http://localhost:9000". When
	// empty it is derived from each request's scheme and Host header, since a test
	// server learns its port late.
	Issuer string
}

// Server is the auth domain. It is safe for concurrent use.
type Server struct {
	issuer       string
	unattended   string
	tenantLogout []string
	cookies      cookiePolicy

	clients      registry
	sessions     sessionStore
	transactions oneShot[authRequest]
	codes        oneShot[grant]
	refresh      refreshStore
	faults       faultTable
	log          requestLog

	mux       *http.ServeMux
	closed    chan struct{}
	closeOnce sync.Once
}

// New returns the auth domain that cfg describes.
func New(cfg Config) *Server {
	s := &Server{
		issuer:       strings.TrimSuffix(cfg.Issuer, "/"),
		unattended:   cfg.SignIn,
		tenantLogout: cfg.LogoutURIs,
		cookies:      newCookiePolicy(cfg.CookieSameSite),
		transactions: oneShot[authRequest]{ttl: transactionTTL},
		codes:        oneShot[grant]{ttl: codeTTL},
		closed:       make(chan struct{}),
	}
	for _, c := range cfg.Clients {
		s.AddClient(c)
	}
	s.mux = s.routes()
	return s
}

func (s *Server) routes() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /authorize", s.authorize)
	mux.HandleFunc("GET /u/login", s.showLogin)
	mux.HandleFunc("POST /u/login", s.submitLogin)
	mux.HandleFunc("GET "+stylePath, servePageFile)
	mux.HandleFunc("GET "+iconPath, servePageFile)
	mux.HandleFunc("POST /oauth/token", s.token)
	mux.HandleFunc("POST /oauth/revoke", s.revoke)
	mux.HandleFunc("GET /userinfo", s.userinfo)
	mux.HandleFunc("GET /.well-known/openid-configuration", s.discovery)
	mux.HandleFunc("GET /.well-known/jwks.json", s.jwks)
	mux.HandleFunc("GET /v2/logout", s.logout)
	mux.HandleFunc("GET /im-logged-out", s.logout)
	mux.HandleFunc("GET /session", s.sessionStatus)
	mux.HandleFunc("GET /favicon.ico", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusNoContent)
	})
	mux.HandleFunc("/", notFound)
	return mux
}

// ServeHTTP records the request, answers a CORS preflight, applies the path's
// fault, and lets the endpoint do its work.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	readForm(w, r)
	fault := s.faults.get(r.URL.Path) // first: who sees the record may take the fault away
	s.log.add(r)
	if !fault.NoCORS && s.cors(w, r) {
		return
	}
	s.withFault(fault, w, r)
}

// Close releases every request that a fault holds, so that the HTTP server around
// this handler can close. It may be called more than once.
func (s *Server) Close() {
	s.closeOnce.Do(func() { close(s.closed) })
}

// Reset forgets every session, sign-in, code, token and request. Clients and faults
// stay.
func (s *Server) Reset() {
	s.sessions.clear()
	s.transactions.clear()
	s.codes.clear()
	s.refresh.clear()
	s.log.clear()
}

// issuerOf is the origin that the caller knows this server by, without a slash.
func (s *Server) issuerOf(r *http.Request) string {
	if s.issuer != "" {
		return s.issuer
	}
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}
