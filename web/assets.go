package web

import (
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
)

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
