package e2e

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

// In place of the incumbent stands what fails as that does, without npm.
func TestDemoComparesTwo(t *testing.T) {
	t.Parallel()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /incumbent.js", script(`
		var peerVersion = "1.2.3";
		var peer = { Passport: class { async logout() { throw new Error("not today"); } } };
	`))
	d := serveDemo(t, authdomain.Config{SignIn: "player@example.com"}, mux)
	d.tab = newTab(t, thirdPartyBlocked)
	d.globals = append(d.globals, "peer", "peerVersion")
	d.open(d.app + "/compare")
	d.reads("#version", "1.2.3")
	d.breakAuthDomain("hold")
	d.click("#run")
	d.reads("#status", "Both are through.")
	for row, want := range map[string][2]string{
		"signedOut": {"after", "no"},
		"promise":   {"fulfilled", "rejected"},
		"says":      {"Passport session ended", "not today"},
		"passport":  {"ended", "alive"},
	} {
		for column, text := range want {
			d.reads(fmt.Sprintf("[data-row=%s] td:nth-of-type(%d)", row, column+1), text)
		}
	}
}
