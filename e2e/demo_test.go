package e2e

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestDemoLogsOutInEveryWay(t *testing.T) {
	t.Parallel()
	d := openDemo(t)
	for _, id := range []string{"silent", "popup", "redirect", "auto", "fallback"} {
		d.logIn()
		d.click("#" + id)
		d.ended(id)
		d.reads("#timeline", "neither is there")
	}
	d.reads("#code mark", `{ mode: "silent", fallback: "redirect" }`)
}

// The page that is left cannot hear of the end of the revocation; the one that
// comes back asks.
func TestDemoTellsTheEndOfARedirectsRevocation(t *testing.T) {
	t.Parallel()
	d := openDemo(t)
	d.logIn()
	d.click("#redirect")
	d.reads("#receipt tbody tr:nth-child(2)", "revoked\ttold by the auth domain afterwards")

	d.expectConsole("503")
	d.breakAuthDomain("revocation")
	d.logIn()
	d.click("#redirect")
	d.reads("#receipt tbody tr:nth-child(2)", "not revoked")
	d.reads(".verdict[data-kind=warn]", "the refresh token is alive")
}

func TestDemoPaintsNoFailedRevocationGreen(t *testing.T) {
	t.Parallel()
	d := openDemo(t)
	d.expectConsole("503")
	d.breakAuthDomain("revocation")
	d.logIn()
	d.click("#silent")
	d.reads(".verdict[data-kind=warn]", "the refresh token is alive")
	d.reads("#timeline [data-kind=warn]", "answered 503")
	assert.Len(t, d.idp.RefreshTokens(), 1)
}

// The demo's cookie is not for other sites, so that the session lives on in every
// browser, whatever that is told of third-party cookies.
func TestDemoOnAnotherSite(t *testing.T) {
	t.Parallel()
	for name, mode := range map[string]cookies{"blocked": thirdPartyBlocked, "allowed": thirdPartyAllowed} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := openDemoWith(t, mode)
			d.arrive(d.elsewhere+"/", func() { d.click(`#site a:not([aria-current])`) })
			d.logIn()

			d.click("#silent")
			d.reads("#receipt", "unverified")
			d.reads(".verdict[data-kind=warn]", "the Passport session is alive, and the receipt does not claim otherwise")
			d.reads("#passport-session", "Active")
			assert.Len(t, d.idp.Sessions(), 1)

			for _, id := range []string{"popup", "redirect", "auto", "fallback"} {
				d.logIn()
				d.click("#" + id)
				d.ended(id)
				assert.True(t, strings.HasPrefix(d.location(), d.elsewhere), id)
			}
		})
	}
}

func TestDemoCancelsARunningLogout(t *testing.T) {
	t.Parallel()
	d := openDemo(t)
	d.breakAuthDomain("hang")
	d.logIn()
	d.click("#silent")
	d.reads("#running", "Running")
	d.click("#cancel")
	d.reads("#timeline", "Cancelled")
	d.reads("#code mark", "signal: controller.signal")
	d.reads(".verdict[data-kind=warn]", "the Passport session is alive")
	d.until(`document.querySelector("#running").hidden && document.activeElement === document.querySelector("#silent")`)
	d.breakAuthDomain("none")
}

func TestDemoTellsWhatEachWayWouldDo(t *testing.T) {
	t.Parallel()
	d := openDemo(t)
	d.click("#plan summary")
	d.reads("#plan", "nobody is signed in")
	d.logIn()
	d.click("#plan summary")
	d.reads("#plan", "silent, the auth domain is on the app’s site")
	d.reads("#plan", "id_token, access_token, refresh_token")
	assert.Len(t, d.idp.Sessions(), 1)
	d.click("#silent")
	d.reads("#plan", "nobody is signed in")
	d.ended("silent")
}
