package web

import (
	"net/http"
	"strings"
)

// programBlocked is the query of a page that forbids WebAssembly, for people to
// see what becomes of a logout there.
const programBlocked = "program=blocked"

// secure puts the headers of a page that trusts nothing but itself and its
// auth domain on every answer.
func secure(next http.Handler, authOrigin string) http.Handler {
	allowing, blocking := policy("'self' 'wasm-unsafe-eval'", authOrigin), policy("'self'", authOrigin)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", allowing)
		if r.URL.RawQuery == programBlocked {
			h.Set("Content-Security-Policy", blocking)
		}
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		next.ServeHTTP(w, r)
	})
}

func policy(scripts, authOrigin string) string {
	return strings.Join([]string{
		"default-src 'none'",
		"script-src " + scripts,
		"style-src 'self'",
		"img-src 'self'",
		"connect-src 'self' " + authOrigin,
		"frame-src 'self' " + authOrigin,
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'self'",
		"require-trusted-types-for 'script'",
		"trusted-types 'none'",
	}, "; ")
}
