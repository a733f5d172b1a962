package main

import (
	"net"
	"net/http"
	"slices"
	"strings"
)

// appHosts are those at which the app answers: localhost and 127.0.0.1 are this
// machine both, and two sites to a browser.
func appHosts(host string) []string {
	name, port, _ := net.SplitHostPort(host) // it is one that was listened on
	other := map[string]string{"localhost": "127.0.0.1", "127.0.0.1": "localhost"}[name]
	if other == "" {
		return []string{host}
	}
	return []string{host, net.JoinHostPort(other, port)}
}

// onlyHosts sends a browser that asks for another host to the first of these. It
// keeps out other sites whose names point here (DNS rebinding).
func onlyHosts(hosts []string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if slices.ContainsFunc(hosts, func(host string) bool { return strings.EqualFold(r.Host, host) }) {
			next.ServeHTTP(w, r)
			return
		}
		http.Redirect(w, r, "http://"+hosts[0]+"/", http.StatusFound)
	})
}
