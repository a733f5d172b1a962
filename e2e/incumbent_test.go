package e2e

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/evanw/esbuild/pkg/api"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const incumbent = "@imtbl/passport@2.24.8"

// incumbentScript bundles the incumbent, from npm, into a script that sets one
// global. It is installed once into the user's cache.
var incumbentScript = sync.OnceValues(func() ([]byte, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(cache, "passport-logout", "incumbent")
	if _, err := os.Stat(filepath.Join(dir, "node_modules", "@imtbl", "passport")); err != nil {
		install := exec.Command("npm", "install", "--prefix", dir, "--ignore-scripts", "--no-audit", "--no-fund", incumbent)
		if output, err := install.CombinedOutput(); err != nil {
			return output, err
		}
	}
	result := api.Build(api.BuildOptions{
		Stdin:  &api.StdinOptions{Contents: `export { Passport } from "@imtbl/passport"`, ResolveDir: dir},
		Bundle: true, Format: api.FormatIIFE, GlobalName: "incumbent", Platform: api.PlatformBrowser,
		Target: api.ES2022, MinifyWhitespace: true,
		Define: map[string]string{"process.env.NODE_ENV": `"production"`, "global": "window"},
	})
	if len(result.Errors) > 0 {
		return nil, &os.PathError{Op: "bundle", Path: incumbent, Err: os.ErrInvalid}
	}
	return result.OutputFiles[0].Contents, nil
})

// withIncumbent adds the incumbent to the documented site, whose auth domain
// is the only one that the incumbent takes.
func withIncumbent(t *testing.T) *site {
	t.Helper()
	if _, err := exec.LookPath("npm"); err != nil {
		t.Skip("npm is not installed: the wire formats are not tried against " + incumbent)
	}
	code, err := incumbentScript()
	require.NoError(t, err, string(code))
	d := &documentedSite.site
	d.overrides["/incumbent.js"] = func(w http.ResponseWriter, r *http.Request) { script(string(code))(w, r) }
	d.pages["/incumbent"] = document("Incumbent", `<script src="/incumbent.js"></script>`)
	d.pages["/silent-logout"] = document("Callback", `<script src="/callback.js"></script>`)
	t.Cleanup(func() { delete(d.pages, "/silent-logout") })
	return d
}

const incumbentConfig = `{
	baseConfig: { environment: "sandbox", publishableKey: "pk_imapik-test-0000000000000000" },
	clientId: "…", redirectUri: "http://localhost:3000/redirect",
	logoutRedirectUri: "http://localhost:3000/silent-logout", logoutMode: "silent",
	audience: "platform_api", scope: "openid offline_access email transact",
}`

func TestTheIncumbentsCallbackPageCompletesOurLogout(t *testing.T) {
	d := withIncumbent(t)
	d.pages["/silent-logout"] = document("Callback", `<script src="/incumbent.js"></script><script src="/callback.js"></script>`)
	d.overrides["/callback.js"] = script(`new incumbent.Passport(` + incumbentConfig + `).logoutSilentCallback("http://localhost:3000")`)
	d.tellOnlyByMessage(t)
	u := d.logIn(newTab(t, thirdPartyAllowed), "…")
	u.tab.expectConsole("") // the incumbent's telemetry has no server here
	eval[any](u.tab, `passport.ready()`)

	got := settle(u.tab, `passportLogout(`+incumbentConfig+`)`)

	require.Empty(t, got.Message)
	assert.Equal(t, "message", got.Receipt.IDP.Via)
	assert.False(t, u.stored())
	assert.False(t, u.passportAlive())
}

func TestOurCallbackPageCompletesTheIncumbentsLogout(t *testing.T) {
	d := withIncumbent(t)
	d.pages["/silent-logout"] = document("Callback", `<script src="/dist/passport.js"></script><script src="/callback.js"></script>`)
	d.overrides["/callback.js"] = script(`logoutSilentCallback("http://localhost:3000")`)
	u := d.logIn(newTab(t, thirdPartyAllowed), "…")
	u.tab.expectConsole("")
	d.csp = "script-src 'self' 'wasm-unsafe-eval'"
	t.Cleanup(func() { d.csp = strictCSP(d.auth) })
	u.tab.globals = append(u.tab.globals, "incumbent", "globalise__singleton__imtbl__metrics")
	u.tab.open(d.app + "/incumbent")

	got := eval[string](u.tab, `new incumbent.Passport(`+incumbentConfig+`).logout().then(() => "done", (e) => e.message)`)

	assert.Equal(t, "done", got)
	assert.False(t, u.stored())
	assert.False(t, u.passportAlive())
}

// As docs/migrating.md has it: login and wallet by the incumbent, logout by this
// module.
func TestTheIncumbentsWalletHearsOfOurLogout(t *testing.T) {
	d := withIncumbent(t)
	d.pages["/side-by-side"] = document("Side by side", `<script src="/dist/passport.js"></script><script src="/incumbent.js"></script>`)
	u := d.logIn(newTab(t, thirdPartyAllowed), "…")
	u.tab.expectConsole("")
	d.csp = "script-src 'self' 'wasm-unsafe-eval'"
	t.Cleanup(func() { d.csp = strictCSP(d.auth) })
	u.tab.globals = append(u.tab.globals, "incumbent", "globalise__singleton__imtbl__metrics")
	u.tab.open(d.app + "/side-by-side")

	got := eval[struct {
		Before, After string
		Accounts      [][]string
	}](u.tab, `(async () => {
		const passportInstance = new incumbent.Passport(`+incumbentConfig+`);
		const passportLogout = new passport.Passport(`+incumbentConfig+`);
		const provider = await passportInstance.connectEvm({ announceProvider: false });
		const accounts = [];
		provider.on("accountsChanged", (now) => accounts.push(now));
		passportLogout.addEventListener("loggedOut", () => passportInstance["auth"].eventEmitter.emit("loggedOut"));
		const sub = async () => (await passportInstance.getUserInfo())?.sub ?? "nobody";
		const before = await sub();
		await passportLogout.logout();
		return { Before: before, After: await sub(), Accounts: accounts };
	})()`)

	assert.Equal(t, u.session.Subject, got.Before)
	assert.Equal(t, "nobody", got.After)
	assert.Equal(t, [][]string{{}}, got.Accounts)
	assert.False(t, u.passportAlive())
}
