package main

import (
	"bytes"
	"embed"
	"net/http"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

//go:embed page.html page.css
var files embed.FS

var pageTemplate = authdomain.PageTemplate(files, "page.html")

const (
	stylePath = controlPath + "page.css"
	pageCSP   = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

// pageData is what the page at the root shows.
type pageData struct {
	Origin, SignsIn string
	SameSite        string
	Clients         []pageClient
	Endpoints       []pageEndpoint
	Words           []word
	Sessions        []authdomain.Session
	RefreshTokens   []authdomain.RefreshToken
}

type pageClient struct {
	authdomain.Client
	Configuration string
}

type pageEndpoint struct {
	authdomain.Endpoint
	Fault string
}

// word is one of a fault's.
type word struct{ Word, Effect string }

var words = []word{
	{"hang", "never answers"},
	{"drop", "closes the connection without an answer"},
	{"status 503", "answers with this status, 200 to 599, and an empty page"},
	{"after-work", "does the work first: with one of the three above"},
	{"delay 2s", "waits first"},
	{"no-cors", "leaves out the headers that let the app read the answer"},
	{"no-frame", "refuses to be framed"},
	{"header NAME: VALUE", "adds a header; it comes last, as the value is all the rest"},
}

// page says what this is.
func (c *control) page(w http.ResponseWriter, _ *http.Request) {
	var text bytes.Buffer
	if err := pageTemplate.Execute(&text, c.pageData()); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Security-Policy", pageCSP)
	w.Header().Set("X-Content-Type-Options", "nosniff")
	_, _ = text.WriteTo(w)
}

func (c *control) pageData() pageData {
	data := pageData{
		Origin: c.origin, SignsIn: c.settings.signsIn(), SameSite: "SameSite=Lax", Words: words,
		Sessions: c.domain.Sessions(), RefreshTokens: c.domain.RefreshTokens(),
	}
	if c.settings.sameSite == http.SameSiteNoneMode {
		data.SameSite = "SameSite=None; Secure"
	}
	for _, client := range c.settings.clients {
		data.Clients = append(data.Clients, pageClient{client, configuration(c.origin, client)})
	}
	active := c.activeFaults()
	for _, endpoint := range authdomain.Endpoints() {
		data.Endpoints = append(data.Endpoints, pageEndpoint{endpoint, active[endpoint.Path]})
	}
	return data
}

func serveStyle(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	http.ServeFileFS(w, r, files, "page.css")
}
