// Package web holds the pages of the demo and serves them.
package web

import (
	"embed"
	"encoding/json"
	"io/fs"
	"net/http"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

//go:embed demo
var files embed.FS

// pages are the demo's documents, by the path of their URL.
var pages = map[string]string{
	"/{$}":           "demo/index.html",
	"/back":          "demo/back.html",
	"/compare":       "demo/compare.html",
	"/redirect":      "demo/redirect.html",
	"/silent-logout": "demo/silent-logout.html",
}

// Demo returns the demo app: its pages, the built module under /dist/, and what
// the pages ask of the auth domain that no app can ask of a real one: to misbehave
// (/fault), and what has become of a sign-in (/truth). The auth domain is served at
// authOrigin, such as "http://localhost:9000".
func Demo(dist fs.FS, domain *authdomain.Server, authOrigin string) http.Handler {
	mux := http.NewServeMux()
	for url, name := range pages {
		mux.HandleFunc("GET "+url, func(w http.ResponseWriter, r *http.Request) {
			// With no-store the browser would not keep a page for the Back button,
			// and there would be nothing to see of what a logout does about it.
			w.Header().Set("Cache-Control", "no-cache")
			serve(w, r, files, name)
		})
	}
	mux.HandleFunc("GET /auth-domain.js", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentTypes[".js"])
		w.Header().Set("Cache-Control", "no-cache")
		_, _ = w.Write(authDomainModule(authOrigin))
	})
	addFaultControl(mux, domain)
	mux.HandleFunc("GET /truth", func(w http.ResponseWriter, r *http.Request) { tellTruth(w, r, domain) })
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

func answerJSON(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	_ = json.NewEncoder(w).Encode(value)
}
