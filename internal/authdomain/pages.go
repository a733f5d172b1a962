package authdomain

import (
	"bytes"
	"embed"
	"html/template"
	"io/fs"
	"net/http"
	"path"
)

//go:embed pages
var pageFiles embed.FS

var pages = template.Must(template.ParseFS(pageFiles, "pages/*.html"))

const (
	stylePath = "/u/style.css"
	// Without an icon of its own a page has the browser ask for /favicon.ico, which
	// Firefox holds to the page's policy.
	iconPath = "/u/icon.svg"

	resourcesCSP = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
	pagesCSP     = resourcesCSP + "form-action 'none'"
)

// PageTemplate parses name, a page of files that looks like the sign-in page: it has
// the templates "head", which loads the style, and "mark", the name on top.
func PageTemplate(files fs.FS, name string) *template.Template {
	head := template.Must(template.ParseFS(pageFiles, "pages/head.html"))
	return template.Must(head.ParseFS(files, name)).Lookup(path.Base(name))
}

type messagePage struct {
	Title, Text string
}

// badRequest is the page for a request that must not be redirected.
func badRequest(w http.ResponseWriter, text string) {
	showMessage(w, http.StatusBadRequest, "This request cannot be served", text)
}

func notFound(w http.ResponseWriter, r *http.Request) {
	showMessage(w, http.StatusNotFound, "There is nothing here",
		"This auth domain stands in for Passport's, for a demo or a test. It has no page at "+r.URL.Path+".")
}

func showMessage(w http.ResponseWriter, status int, title, text string) {
	w.Header().Set("Content-Security-Policy", pagesCSP)
	renderPage(w, status, "message.html", messagePage{title, text})
}

// renderPage answers with a page. The referrer stays within this origin: the
// page's URL holds the transaction id, while the form's post needs its Origin.
func renderPage(w http.ResponseWriter, status int, name string, data any) {
	var page bytes.Buffer
	if err := pages.ExecuteTemplate(&page, name, data); err != nil {
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Referrer-Policy", "same-origin")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = page.WriteTo(w)
}

// servePageFile serves what the pages load.
func servePageFile(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	http.ServeFileFS(w, r, pageFiles, path.Join("pages", path.Base(r.URL.Path)))
}
