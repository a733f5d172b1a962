// Package loopback serves HTTP to this machine alone.
package loopback

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"syscall"
	"time"
)

// Address is a port of this machine that is listened on.
type Address struct {
	host, port string
	listeners  []net.Listener
}

// Listen opens an address, given as "9000", ":9000", "localhost:9000" or by a
// loopback IP address; with port 0 the system chooses one. The name localhost,
// which is also meant where no host is given, has two addresses, 127.0.0.1 and ::1,
// and browsers try both. flag is what sets the address, for the error to name it:
// the address is not of this machine alone, is taken or cannot be had.
func Listen(address, flag string) (*Address, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		host, port = "", address
	}
	ips, err := addressesOf(host)
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", flag, address, err)
	}
	a := &Address{host: host, port: port}
	if host == "" {
		a.host = "localhost"
	}
	if err := a.open(ips, flag); err != nil {
		a.Close()
		return nil, err
	}
	return a, nil
}

func addressesOf(host string) ([]string, error) {
	if host == "" || strings.EqualFold(host, "localhost") {
		return []string{"127.0.0.1", "::1"}, nil
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsLoopback() {
		return []string{host}, nil
	}
	return nil, errors.New("only this machine may reach it, at localhost, 127.0.0.1 or [::1]")
}

func (a *Address) open(ips []string, flag string) error {
	var failed error
	for _, ip := range ips {
		listener, err := net.Listen("tcp", net.JoinHostPort(ip, a.port))
		switch {
		case err == nil:
			a.listeners = append(a.listeners, listener)
			// With port 0 the system has chosen one.
			_, a.port, _ = net.SplitHostPort(listener.Addr().String())
		case errors.Is(err, syscall.EADDRINUSE):
			return fmt.Errorf("port %s is taken: stop what uses it, or choose another with %s", a.port, flag)
		default:
			failed = err // a machine without IPv4 or IPv6
		}
	}
	if len(a.listeners) == 0 {
		return fmt.Errorf("cannot listen on port %s, which %s sets: %w", a.port, flag, failed)
	}
	return nil
}

// Host is the host and port that a browser's address bar shows.
func (a *Address) Host() string { return net.JoinHostPort(a.host, a.port) }

// Origin is the web origin of what is served here.
func (a *Address) Origin() string { return "http://" + a.Host() }

// Close stops listening.
func (a *Address) Close() {
	for _, listener := range a.listeners {
		_ = listener.Close()
	}
}

// stopLimit is how long a request may take to finish when the servers stop.
const stopLimit = 3 * time.Second

// Serve runs the servers until ctx ends or one of them fails, and stops them
// with their requests answered, or closed after three seconds.
func Serve(ctx context.Context, handlers map[*Address]http.Handler) error {
	failed := make(chan error, 2*len(handlers))
	var servers []*http.Server
	for address, handler := range handlers {
		server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
		servers = append(servers, server)
		for _, listener := range address.listeners {
			go func() { failed <- server.Serve(listener) }()
		}
	}
	var err error
	select {
	case <-ctx.Done():
	case err = <-failed:
	}
	stopping, cancel := context.WithTimeout(context.Background(), stopLimit)
	defer cancel()
	for _, server := range servers {
		if server.Shutdown(stopping) != nil {
			_ = server.Close()
		}
	}
	return err
}
