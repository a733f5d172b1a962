package main

import (
	"html"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

func TestGreetingHasTheConfiguration(t *testing.T) {
	c := start(t, "-logout-uri", app+"/bye")
	for _, line := range []string{
		`clientId: "my-client",`,
		`redirectUri: "` + app + `/redirect",`,
		`logoutRedirectUri: "` + app + `/bye",`,
		`overrides: { authenticationDomain: "` + c.origin + `" },`,
	} {
		assert.Contains(t, c.printed, "    "+line+"\n")
	}
	assert.Contains(t, c.printed, "Signs in      any e-mail address\n")
}

func TestPage(t *testing.T) {
	c := start(t, "-sign-in", "ada@example.com", "-fault", "/oauth/revoke status 503", "-client", "<b>", "-origin", "http://localhost:3000")
	_, text := c.get("/")
	assert.Contains(t, text, "Nobody is signed in.")
	assert.Contains(t, text, "None works.")

	token := c.signIn(nil)
	response, text := c.get("/")
	assert.Equal(t, http.StatusOK, response.StatusCode)
	assert.Equal(t, pageCSP, response.Header.Get("Content-Security-Policy"))
	assert.Equal(t, "no-store", response.Header.Get("Cache-Control"))
	assert.NotContains(t, text, token)
	assert.NotContains(t, text, "Nobody is signed in.")
	assert.NotContains(t, text, "<b>")
	assert.NotContains(t, text, " style=")
	for _, shown := range []string{
		c.origin, "my-client", "Client <code>&lt;b&gt;</code>", app + "/silent-logout", "http://localhost:3000/redirect", "ada@example.com",
		"SameSite=Lax", `<strong class="fault">status 503</strong>`, c.list("/_authdomain/sessions")[0]["sid"].(string),
	} {
		assert.Contains(t, text, shown)
	}
	for _, endpoint := range authdomain.Endpoints() {
		assert.Contains(t, text, "<code>"+endpoint.Path+"</code>")
	}
	assert.Contains(t, html.UnescapeString(text), `overrides: { authenticationDomain: "`+c.origin+`" },`)
}

func TestPageLoadsItsStyle(t *testing.T) {
	c := start(t)
	_, text := c.get("/")
	for _, path := range []string{"/u/style.css", stylePath, "/u/icon.svg"} {
		assert.Contains(t, text, `href="`+path+`"`)
		response, _ := c.get(path)
		assert.Equal(t, http.StatusOK, response.StatusCode, path)
	}
}

func TestPageTellsTheCookiePolicy(t *testing.T) {
	_, text := start(t, "-same-site", "none").get("/")
	assert.Contains(t, text, "SameSite=None; Secure")
}

func TestTheWordsOnThePageAreFaults(t *testing.T) {
	for _, word := range words {
		if word.Word == "after-work" {
			word.Word = "hang after-work"
		}
		_, err := authdomain.ParseFault(strings.Replace(word.Word, "NAME", "X-Test", 1))
		require.NoError(t, err)
	}
}

// Tools that wait for a server ask with HEAD.
func TestPageAnswersHead(t *testing.T) {
	response, _ := start(t).do(http.MethodHead, "/", "", nil)
	assert.Equal(t, http.StatusOK, response.StatusCode)
}
