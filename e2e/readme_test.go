package e2e

import (
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// example returns the README's JavaScript, as it stands: the application's
// half and the callback page's.
func example(t *testing.T) (application, callback string) {
	t.Helper()
	readme, err := os.ReadFile("../README.md")
	require.NoError(t, err)
	_, rest, found := strings.Cut(string(readme), "```js\n")
	require.True(t, found)
	code, _, found := strings.Cut(rest, "```")
	require.True(t, found)
	application, callback, found = strings.Cut(code, "// on http://localhost:3000/silent-logout\n")
	require.True(t, found)
	return application, callback
}

// The example runs letter by letter, at the addresses that it names: the
// browser finds http://localhost:3000 and https://auth.immutable.com on this
// machine.
func TestTheExampleOfTheREADME(t *testing.T) {
	application, callback := example(t)
	logout := "await passportInstance.logout();\n"
	require.Contains(t, application, logout)
	d := &documentedSite.site
	d.pages["/silent-logout"] = document("Callback", `<script src="/dist/passport.js"></script><script src="/callback.js"></script>`)
	instance := strings.Replace(application, logout, "", 1)
	d.overrides["/callback.js"] = func(w http.ResponseWriter, r *http.Request) { script(instance+callback)(w, r) }

	t.Run("silent", func(t *testing.T) {
		u := d.logIn(newTab(t, thirdPartyBlocked), "…")

		got := settle(u.tab, "(async () => {\n"+strings.Replace(application, "await passport", "return passport", 1)+"})()")

		require.Empty(t, got.Message)
		assert.Equal(t, "silent", got.Receipt.Mode)
		assert.Equal(t, "unverified", got.Receipt.IDP.Status, "auth.immutable.com is another site than localhost")
		assert.False(t, u.stored())
		assert.True(t, u.passportAlive(), "third-party cookies are blocked")
	})
	t.Run("redirect", func(t *testing.T) {
		u := d.logIn(newTab(t, thirdPartyBlocked), "…")
		redirect := strings.Replace(application, `logoutMode: "silent"`, `logoutMode: "redirect"`, 1)

		// The callback page, opened at the top, brings the user back.
		u.tab.arrive(d.app+"/", func() { u.tab.start("(async () => {\n" + redirect + "})()") })

		assert.False(t, u.stored())
		assert.False(t, u.passportAlive())
	})
}
