package e2e

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// engine is a browser that runs the stories.
type engine interface {
	// name is that of the engine.
	name() string
	// version is that of the browser, once it has opened a page.
	version() string
	// page opens a page in a profile of its own, which ends with the test.
	page(t *testing.T, p profile) driven
	// serial tells whether stories are to run one after the other.
	serial() bool
}

// profile is what a user has set in a browser.
type profile string

const (
	fresh            profile = ""
	private          profile = "a private window"
	tracking         profile = "tracking prevention on"
	dark             profile = "dark"
	checkCertificate profile = "certificates are verified" // as everybody has it; the tests' servers have none to show
)

// driven is a page of any engine: the few things that a story needs of a browser. It
// fails its test where the browser does not do as it is told.
type driven interface {
	// open navigates, and returns when the page has loaded.
	open(url string)
	// script evaluates an expression, and returns the JSON of what it is or of what
	// its promise is fulfilled with.
	script(expression string) json.RawMessage
	// attempt is script for a page that may be going at that very moment.
	attempt(expression string) (json.RawMessage, error)
	// tab opens another one of the same profile.
	tab() driven
	// console is what the browser has logged of this page as an error or a warning,
	// nil where it tells nobody.
	console() []string
	// picture is the page in a window of this size in CSS pixels, as PNG.
	picture(width, height int) []byte
}

// evaluate is what an expression comes to on a page.
func evaluate[T any](t *testing.T, page driven, expression string) (value T) {
	t.Helper()
	require.NoError(t, json.Unmarshal(page.script(expression), &value), expression)
	return value
}

// asJSON is a promise of the JSON of what an expression comes to.
func asJSON(expression string) string {
	return `(async () => JSON.stringify((await (` + expression + `)) ?? null))()`
}

// inATask is an expression that does something in a task of its own: a browser runs no
// script while it leaves a page.
func inATask(statement string) string { return `void setTimeout(() => { ` + statement + ` })` }

// chosenEngines are those that PASSPORT_ENGINES names, Chromium by default.
func chosenEngines(t *testing.T) (chosen []engine) {
	t.Helper()
	known := map[string]engine{"chromium": chromium{}, "firefox": &firefox{}, "webkit": &webkit{}}
	names := os.Getenv("PASSPORT_ENGINES")
	if names == "" {
		names = "chromium"
	}
	for name := range strings.SplitSeq(names, ",") {
		require.Contains(t, known, name, "PASSPORT_ENGINES")
		chosen = append(chosen, known[name])
	}
	return chosen
}
