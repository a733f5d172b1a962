// Package web holds the pages of the demo and serves them.
package web

import (
	"embed"
	"encoding/json"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
)

//go:embed demo
var files embed.FS

// pages are the demo's documents, by the path of their URL.
var pages = map[string]string{
	"/{$}":           "demo/index.html",
	"/redirect":      "demo/redirect.html",
	"/silent-logout": "demo/silent-logout.html",
}

// contentTypes does not leave to the operating system what a browser must be
// told exactly. A name that ends otherwise is not served.
var contentTypes = map[string]string{
	".html": "text/html; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".mjs":  "text/javascript; charset=utf-8",
	".svg":  "image/svg+xml",
	".wasm": "application/wasm",
}

// Demo returns the demo app: its pages, and the built module under /dist/. Its
// auth domain is at authOrigin, such as "http://localhost:9000".
func Demo(dist fs.FS, authOrigin string) http.Handler {
	mux := http.NewServeMux()
	for url, name := range pages {
		mux.HandleFunc("GET "+url, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Cache-Control", "no-store")
			serve(w, r, files, name)
		})
	}
	mux.HandleFunc("GET /auth-domain.js", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentTypes[".js"])
		w.Header().Set("Cache-Control", "no-cache")
		_, _ = w.Write(authDomainModule(authOrigin))
	})
	// Faults are offered by the server that has an auth domain to break.
	mux.HandleFunc("GET /fault", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	mux.HandleFunc("GET /dist/{name}", func(w http.ResponseWriter, r *http.Request) {
		cache(w, r)
		servePrecompressed(w, r, dist, r.PathValue("name"))
	})
	mux.HandleFunc("GET /{name}", func(w http.ResponseWriter, r *http.Request) {
		cache(w, r)
		serve(w, r, files, "demo/"+r.PathValue("name"))
	})
	return secure(mux, authOrigin)
}

// authDomainModule tells the pages where their auth domain is.
func authDomainModule(origin string) []byte {
	quoted, _ := json.Marshal(origin) // a string does not fail
	return []byte("export const authenticationDomain = " + string(quoted) + ";\n")
}

// secure puts the headers of a page that trusts nothing but itself and its
// auth domain on every answer.
func secure(next http.Handler, authOrigin string) http.Handler {
	policy := strings.Join([]string{
		"default-src 'none'",
		"script-src 'self' 'wasm-unsafe-eval'",
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
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		next.ServeHTTP(w, r)
	})
}

// cache lets what a versioned URL names stay for good, and the rest be asked
// for again.
func cache(w http.ResponseWriter, r *http.Request) {
	// The build stands in the name of the program's module, and in the query of others.
	module, _ := path.Match("/dist/passport.program-*.js", r.URL.Path)
	if module || r.URL.RawQuery != "" {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		return
	}
	w.Header().Set("Cache-Control", "no-cache")
}

// servePrecompressed serves name, or the .br or .gz file beside it to a browser
// that takes it.
func servePrecompressed(w http.ResponseWriter, r *http.Request, fsys fs.FS, name string) {
	w.Header().Add("Vary", "Accept-Encoding")
	for _, coding := range []struct{ name, suffix string }{{"br", ".br"}, {"gzip", ".gz"}} {
		if !accepts(r.Header.Get("Accept-Encoding"), coding.name) {
			continue
		}
		if _, err := fs.Stat(fsys, name+coding.suffix); err == nil {
			w.Header().Set("Content-Encoding", coding.name)
			serveAs(w, r, fsys, name+coding.suffix, contentTypes[path.Ext(name)])
			return
		}
	}
	serve(w, r, fsys, name)
}

func serve(w http.ResponseWriter, r *http.Request, fsys fs.FS, name string) {
	serveAs(w, r, fsys, name, contentTypes[path.Ext(name)])
}

func serveAs(w http.ResponseWriter, r *http.Request, fsys fs.FS, name, contentType string) {
	if contentType == "" {
		w.Header().Del("Cache-Control")
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", contentType)
	http.ServeFileFS(w, r, fsys, name)
}

// accepts tells whether an Accept-Encoding header names a coding (RFC 9110
// 12.5.3), other than with the weight zero.
func accepts(header, coding string) bool {
	for entry := range strings.SplitSeq(header, ",") {
		name, weight, weighted := strings.Cut(entry, ";")
		if !strings.EqualFold(strings.TrimSpace(name), coding) {
			continue
		}
		q, err := strconv.ParseFloat(strings.TrimPrefix(strings.TrimSpace(weight), "q="), 64)
		return !weighted || err == nil && q > 0
	}
	return false
}
