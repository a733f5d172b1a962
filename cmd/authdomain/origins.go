package main

import (
	"net/http"
	"slices"
)

// forOrigins lets pages of the registered origins read what next answers, and keeps
// all others from changing anything. What sends no Origin is no page: curl, or a
// test's own process.
func (c *control) forOrigins(next http.Handler) (http.Handler, error) {
	protection := http.NewCrossOriginProtection()
	var origins []string
	for _, client := range c.settings.clients {
		for _, origin := range client.WebOrigins {
			if err := protection.AddTrustedOrigin(origin); err != nil {
				return nil, err
			}
			origins = append(origins, origin)
		}
	}
	next = protection.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Origin")
		if origin := r.Header.Get("Origin"); slices.Contains(origins, origin) {
			w.Header().Set("Access-Control-Allow-Origin", origin)
			w.Header().Set("Access-Control-Allow-Methods", "GET, POST, PUT")
			w.Header().Set("Access-Control-Allow-Headers", "Content-Type")
		}
		if r.Method == http.MethodOptions {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		next.ServeHTTP(w, r)
	}), nil
}
