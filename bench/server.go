package main

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"time"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

// The two origins are on the same site, and their hosts on this machine.
const (
	appHost  = "app.bench.test"
	authHost = "auth.bench.test"
	appURL   = "https://" + appHost
	authURL  = "https://" + authHost
	clientID = "client"
)

// site is the application with all its pages, and its auth domain.
type site struct {
	idp *authdomain.Server
	// ended hears of every logout that the auth domain has answered.
	ended   chan struct{}
	rules   string   // for --host-resolver-rules
	keys    []string // hashes of the certificates' keys
	servers []*http.Server
}

// startSite serves the pages, over HTTP/2 on loopback. Each origin has a
// listener and a certificate of its own, so that they share no connection.
func startSite(pages http.Handler) (*site, error) {
	s := &site{ended: make(chan struct{}, 16)}
	s.idp = authdomain.New(authdomain.Config{Issuer: authURL})
	s.idp.AddClient(authdomain.Client{
		ID:           clientID,
		RedirectURIs: []string{blankURL},
		LogoutURIs:   returnURLs(),
		WebOrigins:   []string{appURL},
	})
	if err := s.listen(appHost, pages); err != nil {
		return nil, err
	}
	if err := s.listen(authHost, s.announce(s.idp)); err != nil {
		return nil, err
	}
	s.rules += "MAP * ~NOTFOUND"
	return s, nil
}

func (s *site) listen(host string, handler http.Handler) error {
	certificate, key, err := certify(host)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	server := &http.Server{
		Handler:   handler,
		TLSConfig: &tls.Config{Certificates: []tls.Certificate{certificate}},
		ErrorLog:  log.New(io.Discard, "", 0), // a tab that closes drops its connections
	}
	go func() { _ = server.ServeTLS(listener, "", "") }()
	s.rules += fmt.Sprintf("MAP %s:443 %s,", host, listener.Addr())
	s.keys = append(s.keys, key)
	s.servers = append(s.servers, server)
	return nil
}

// announce tells of the logouts that are over.
func (s *site) announce(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r)
		if r.URL.Path == "/v2/logout" {
			select {
			case s.ended <- struct{}{}:
			default:
			}
		}
	})
}

// forget drops what was heard of logouts so far.
func (s *site) forget() {
	for len(s.ended) > 0 {
		<-s.ended
	}
}

// awaitLogout waits for the next logout.
func (s *site) awaitLogout(limit time.Duration) error {
	select {
	case <-s.ended:
		return nil
	case <-time.After(limit):
		return errors.New("no logout came to the auth domain")
	}
}

func (s *site) close() {
	s.idp.Close()
	for _, server := range s.servers {
		_ = server.Close()
	}
}
