package main

import (
	"encoding/json"
	"fmt"
	"net/http"
)

const (
	blankURL = appURL + "/blank"

	silentMode   = "silent"
	redirectMode = "redirect"
)

func pagePath(s subject, mode string) string { return "/page/" + s.slug() + "/" + mode }
func callbackPath(s subject) string          { return "/callback/" + s.slug() }

// returnTo is where the auth domain sends a logout: redirect mode has the
// same blank page for everybody.
func returnTo(s subject, mode string) string {
	if mode == silentMode {
		return appURL + callbackPath(s)
	}
	return blankURL
}

func returnURLs() []string {
	urls := []string{blankURL}
	for _, s := range silentSubjects() {
		urls = append(urls, returnTo(s, silentMode))
	}
	return urls
}

// app is the application: a script and the pages of each subject.
type app struct {
	assets  map[string]asset
	scripts map[string]string // the path of each subject's script
}

func newApp(dist, peers string) (*app, error) {
	assets, err := distAssets(dist)
	if err != nil {
		return nil, err
	}
	a := &app{assets: assets, scripts: map[string]string{moduleName: "/dist/passport.js"}}
	a.assets["/blank"] = newAsset("", []byte(document("Blank", "")))
	for _, s := range subjects {
		if s.entry != "" {
			code, err := bundle(s, peers)
			if err != nil {
				return nil, err
			}
			a.scripts[s.name] = "/peers/" + s.slug() + ".js"
			a.assets[a.scripts[s.name]] = newAsset(".js", code)
		}
		if err := a.addPages(s); err != nil {
			return nil, err
		}
	}
	return a, nil
}

// addPages adds a page for each mode, and the callback page.
func (a *app) addPages(s subject) error {
	harness, err := files.ReadFile("pages/harness.js")
	if err != nil {
		return err
	}
	code, err := files.ReadFile("pages/" + s.slug() + ".js")
	if err != nil {
		return err
	}
	path := a.scripts[s.name]
	tag := fmt.Sprintf(`<script src="%s?%s"></script>`, path, a.assets[path].version())
	for _, mode := range []string{silentMode, redirectMode} {
		a.assets[pagePath(s, mode)] = newAsset("", []byte(document(s.name,
			"<style>button{position:fixed;inset:0}</style><button>Log out</button>"+
				inline(settings(s, mode)+string(harness)+"bench.mark('tag');")+
				tag+inline(string(code)+"bench.run(subject);"))))
	}
	if !s.shared {
		tag = ""
	}
	a.assets[callbackPath(s)] = newAsset("", []byte(document("Callback",
		tag+inline(settings(s, silentMode)+string(code)+"subject.callback();"))))
	return nil
}

// settings are what a page's script is told.
func settings(s subject, mode string) string {
	data, _ := json.Marshal(map[string]string{ // strings do not fail
		"auth": authURL, "app": appURL, "clientId": clientID,
		"mode": mode, "returnTo": returnTo(s, mode), "key": sessionKey(s),
	})
	return "const settings = " + string(data) + ";\n"
}

func document(title, body string) string {
	return "<!doctype html><html lang=en><meta charset=utf-8><link rel=icon href=data:,><title>" + title + "</title><body>" + body
}

func inline(code string) string { return "<script>\n" + code + "</script>" }

// ServeHTTP serves what was made in advance.
func (a *app) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	asset, ok := a.assets[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	asset.ServeHTTP(w, r)
}
