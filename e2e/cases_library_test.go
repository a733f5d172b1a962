package e2e

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

// npmPackage installs a package, as name@version, and returns the folder that
// node_modules is in.
func npmPackage(t *testing.T, name string) string {
	t.Helper()
	npm, err := exec.LookPath("npm")
	if err != nil {
		t.Skip("npm is not installed")
	}
	installing, _ := npmPackages.LoadOrStore(name, sync.OnceValues(func() (string, error) { return install(npm, name) }))
	folder, err := installing.(func() (string, error))()
	require.NoError(t, err)
	return folder
}

var npmPackages sync.Map

// install keeps the package in the cache, which is complete where it is there.
func install(npm, name string) (folder string, err error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	folder = filepath.Join(cache, "passport-logout", "e2e-"+name)
	if _, err := os.Stat(folder); err == nil {
		return folder, nil
	}
	if err := os.MkdirAll(filepath.Dir(folder), 0o755); err != nil {
		return "", err
	}
	temp, err := os.MkdirTemp(filepath.Dir(folder), "e2e-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(temp)
	cmd := exec.Command(npm, "install", "--prefix", temp, "--ignore-scripts", "--no-audit", "--no-fund", name)
	if output, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w: %s", err, output)
	}
	return folder, os.Rename(temp, folder)
}

// Zone.js replaces Promise and its then, EventTarget's methods, timers and more.
// Whether it comes before the module or after, the receipt is true.
func TestZoneJS(t *testing.T) {
	t.Parallel()
	for _, version := range []string{"0.15.1", "0.16.3"} {
		for _, order := range []string{"before", "after"} {
			for name, late := range map[string]bool{"ready": false, "late": true} {
				t.Run(version+" "+order+" the module, program "+name, func(t *testing.T) {
					t.Parallel()
					zone := filepath.Join(npmPackage(t, "zone.js@"+version), "node_modules/zone.js/bundles/zone.umd.js")
					s := newSite(t, sameSite)
					s.mux.HandleFunc("/zone.js", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, zone) })
					if order == "before" {
						s.pages["/"] = document("Zone", `<script src="/zone.js"></script><script src="/dist/passport.js"></script>`)
					} else {
						s.pages["/"] += `<script src="/zone.js"></script>`
					}
					u, arrive := s.logInWhile(newTab(t, thirdPartyBlocked), late)
					u.tab.globals = append(u.tab.globals, "flight", "heard", "__zone_symbol__ON_PROPERTYmessage")

					eval[any](u.tab, js(`void (([user, other]) => {
						window.heard = new Promise((resolve) => other.addEventListener("loggedOut", ({ detail }) => resolve(detail.reason)));
						window.flight = user.logout();
					})([0, 1].map(() => new passport.Passport(%s)))`, s.config(nil)))
					arrive()
					got := settle(u.tab, `flight`)

					require.Empty(t, got.Message)
					assert.Equal(t, "wasm", got.Receipt.Engine)
					assert.Equal(t, "ended", got.Receipt.IDP.Status)
					s.revoked(t, u.refresh)
					// The answer may come after the iframe's.
					assert.Contains(t, []string{"revoked", "sent"}, got.Receipt.Revocation.Status, got.Receipt.Revocation.Reason)
					assert.Equal(t, "other-tab", eval[string](u.tab, `heard`))
					u.tab.globals = append(u.tab.globals, eval[[]string](u.tab, `Object.getOwnPropertyNames(window).filter((name) => /^(__|Zone$)/.test(name))`)...)
				})
			}
		}
	}
}

// A framework that fails to hydrate replaces the whole document, and the iframe
// with it: that is opened once more.
func TestADocumentThatIsReplacedDuringALogout(t *testing.T) {
	t.Parallel()
	const replace = `document.replaceChild(((root) => (root.append(document.createElement("body")), root))(document.createElement("html")), document.documentElement)`
	for name, late := range map[string]bool{"ready": false, "late": true} {
		for times, code := range map[int]string{1: "", 2: "frame_removed"} {
			if late && times > 1 {
				continue // nobody opens it meanwhile
			}
			t.Run(name+", "+code, func(t *testing.T) {
				t.Parallel()
				s := newSite(t, sameSite)
				u, arrive := s.logInWhile(newTab(t, thirdPartyBlocked), late)
				u.tab.globals = append(u.tab.globals, "flight")
				s.idp.SetFault(logoutPath, hang)

				early(u, s.config(nil))
				eval[any](u.tab, `void flight.catch(() => {})`)
				for n := range times {
					s.asked(t, n+1)
					if n == times-1 && code == "" {
						s.idp.SetFault(logoutPath, authdomain.Fault{})
					}
					eval[any](u.tab, `void `+replace)
				}
				arrive()
				got := settle(u.tab, `flight`)

				assert.Equal(t, code, got.Code, got.Message)
				assert.Equal(t, code != "", u.passportAlive())
				assert.Len(t, s.idp.Requests(logoutPath), 2)
				s.revoked(t, u.refresh)
			})
		}
	}
}

// Pages that replace their body on each visit run its scripts again. One program
// serves all of them.
func TestAScriptThatRunsAgain(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	s.csp, _, _ = strings.Cut(s.csp, "; require-trusted-types-for")
	s.before("/", `((native) => {
		WebAssembly.instantiate = (...program) => {
			document.documentElement.dataset.programs = 1 + Number(document.documentElement.dataset.programs ?? 0);
			return native(...program);
		};
	})(WebAssembly.instantiate)`)
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
	u.tab.globals = append(u.tab.globals, "flight")

	same := eval[bool](u.tab, js(`(async () => {
		const { passport: first, passportLogout: logout } = window;
		const user = new passport.Passport(%s);
		for (let i = 0; i < 8; i++) {
			const body = document.createElement("body");
			const script = document.createElement("script");
			script.src = "/dist/passport.js";
			const ran = new Promise((resolve) => (script.onload = resolve));
			body.append(script);
			document.body.replaceWith(body);
			await ran;
			await passport.ready();
		}
		window.flight = new passport.Passport(%s).logout();
		return first === passport && logout === passportLogout && flight === user.logout();
	})()`, s.config(nil), s.config(nil)))
	got := settle(u.tab, `flight`)

	assert.True(t, same, "one module")
	assert.Equal(t, "1", eval[string](u.tab, `document.documentElement.dataset.programs`))
	require.Empty(t, got.Message)
	assert.Equal(t, "ended", got.Receipt.IDP.Status)
	assert.False(t, u.passportAlive())
}
