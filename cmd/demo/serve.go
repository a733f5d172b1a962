package main

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

// loopback is a port of this machine, on both of the addresses that the name
// localhost has.
type loopback struct {
	port      string
	listeners []net.Listener
}

// listen opens a port, given as ":3000" or "3000". flag is what sets it.
func listen(port, flag string) (*loopback, error) {
	l := &loopback{port: strings.TrimPrefix(port, ":")}
	var failed error
	for _, address := range []string{"127.0.0.1", "::1"} {
		listener, err := net.Listen("tcp", net.JoinHostPort(address, l.port))
		switch {
		case err == nil:
			l.listeners = append(l.listeners, listener)
			// With port 0 the system has chosen one.
			_, l.port, _ = net.SplitHostPort(listener.Addr().String())
		case errors.Is(err, syscall.EADDRINUSE):
			l.close()
			return nil, fmt.Errorf("port %s is taken: stop what uses it, or choose another with %s", l.port, flag)
		default:
			failed = err // a machine without IPv4 or IPv6
		}
	}
	if len(l.listeners) == 0 {
		return nil, fmt.Errorf("cannot listen on port %s, which %s sets: %w", l.port, flag, failed)
	}
	return l, nil
}

func (l *loopback) host() string   { return "localhost:" + l.port }
func (l *loopback) origin() string { return "http://" + l.host() }

func (l *loopback) close() {
	for _, listener := range l.listeners {
		_ = listener.Close()
	}
}

// stopLimit is how long a request may take to finish when the demo stops.
const stopLimit = 3 * time.Second

// serve runs the servers until ctx ends or one of them fails, and stops them
// with their requests answered.
func serve(ctx context.Context, handlers map[*loopback]http.Handler) error {
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
