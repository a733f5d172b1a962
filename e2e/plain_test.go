package e2e

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// plainPage is one that knows nothing but Go's own glue.
var plainPage = document("Plain", `<script src="wasm_exec.js"></script><script src="plain.js"></script>`)

// plainScript is the README's, which runs any Go program.
const plainScript = `const go = new Go();
WebAssembly.instantiateStreaming(fetch("passport.wasm"), go.importObject).then(({ instance }) => go.run(instance));`

// programs are the ones that a page may load: what go build makes, and what is shipped.
func programs(t *testing.T) map[string][]byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "passport.wasm")
	cmd := exec.Command("go", "build", "-o", path, "./cmd/wasm")
	cmd.Dir = ".."
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	output, err := cmd.CombinedOutput()
	require.NoError(t, err, string(output))
	built, err := os.ReadFile(path)
	require.NoError(t, err)
	return map[string][]byte{"built": built, "shipped": program()}
}

// newPlainSite has pages that load nothing but the toolchain's glue and a program.
func newPlainSite(t *testing.T, wasm []byte) *site {
	t.Helper()
	return newPlainSiteOn(t, sameSite, wasm)
}

// newPlainSiteOn has its auth domain on a host.
func newPlainSiteOn(t *testing.T, authHost string, wasm []byte) *site {
	t.Helper()
	s := newSite(t, authHost)
	s.pages["/"] = plainPage
	s.pages["/silent-logout"] = document("Callback", `<script src="wasm_exec.js"></script><script src="callback.js"></script>`)
	s.mux.HandleFunc("/plain.js", script(plainScript))
	s.mux.HandleFunc("/callback.js", script(strings.Replace(plainScript, "go.run(instance)", "{ go.run(instance); logoutSilentCallback(location.origin); }", 1)))
	s.mux.HandleFunc("/wasm_exec.js", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, "../wasm_exec.js") })
	s.mux.HandleFunc("/passport.wasm", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/wasm")
		_, _ = w.Write(wasm)
	})
	return s
}

// plainGlobals are what Go's glue and the program set on such a page.
var plainGlobals = []string{"Go", "fs", "path", "process", "go", "passportLogout", "logoutSilentCallback", "handleLogoutRedirect", "passportFrontChannelLogout", "passportPlan", "passportWatch"}

// plainLogIn signs a user in on a page on which the program runs.
func (s *site) plainLogIn(p *tab) *user {
	p.t.Helper()
	p.globals = plainGlobals
	u := s.logIn(p, clientID)
	p.until(`typeof passportLogout === "function"`)
	return u
}

func TestThePlainProgramLogsOutSilently(t *testing.T) {
	t.Parallel()
	for name, wasm := range programs(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newPlainSite(t, wasm)
			u := s.plainLogIn(newTab(t, thirdPartyBlocked))

			started := eval[[]any](u.tab, js(`(() => {
				window.flight = passportLogout(%s);
				return [flight instanceof Promise, flight === passportLogout(%s), localStorage.getItem(%s), document.querySelectorAll("iframe").length];
			})()`, s.config(nil), s.config(nil), u.key))
			u.tab.globals = append(u.tab.globals, "flight")
			got := settle(u.tab, `flight`)

			assert.Equal(t, []any{true, true, nil, 1.0}, started, "when the call returns")
			require.Empty(t, got.Message)
			assert.Equal(t, "silent", got.Receipt.Mode)
			assert.Equal(t, "wasm", got.Receipt.Engine)
			assert.Equal(t, []string{u.key}, got.Receipt.Local.Removed)
			assert.Equal(t, "ended", got.Receipt.IDP.Status)
			assert.False(t, u.passportAlive())
			s.revoked(t, u.refresh)
		})
	}
}

// The callback page runs nothing but Go either, whoever its parent is.
func TestThePlainCallbackPagePostsItsMessage(t *testing.T) {
	t.Parallel()
	s := newPlainSite(t, program())
	p := newTab(t, thirdPartyBlocked)
	p.open(s.app + "/blank")

	message := eval[[]any](p, `new Promise((resolve) => {
		const frame = document.createElement("iframe");
		addEventListener("message", ({ source, data, origin }) => source === frame.contentWindow && resolve([data, origin]));
		frame.src = "/silent-logout";
		document.body.append(frame);
	}).finally(() => document.querySelector("iframe").remove())`)

	assert.Equal(t, []any{map[string]any{"source": "oidc-client", "url": s.app, "keepOpen": false}, s.app}, message)
}

func TestThePlainProgramLogsOutByRedirect(t *testing.T) {
	t.Parallel()
	s := newPlainSite(t, program())
	u := s.plainLogIn(newTab(t, thirdPartyBlocked))

	u.tab.arrive(s.app+"/", func() {
		u.tab.start(js(`(passportLogout(%s), localStorage.getItem(%s) === null && sessionStorage.setItem("gone", "at once"))`,
			s.config(map[string]any{"logoutMode": "redirect", "logoutRedirectUri": s.app + "/"}), u.key))
	})

	assert.Equal(t, "at once", eval[string](u.tab, `sessionStorage.getItem("gone")`))
	assert.False(t, u.stored())
	assert.False(t, u.passportAlive())
	s.revoked(t, u.refresh)
}

// Raw configurations and options are checked as the loader checks them.
func TestThePlainProgramRefusesWhatIsWrong(t *testing.T) {
	t.Parallel()
	s := newPlainSite(t, program())
	u := s.plainLogIn(newTab(t, thirdPartyBlocked))
	for name, c := range refusals {
		got := settle(u.tab, js(`passportLogout(%s)`, s.config(c.change)))

		assert.Equal(t, "PassportError", got.Name, name)
		assert.Equal(t, "INVALID_CONFIGURATION", got.Type, name)
		assert.Equal(t, c.code, got.Code, name)
		assert.Equal(t, c.message, got.Message, name)
	}
	assert.True(t, u.stored(), "nothing was lost")

	got := settle(u.tab, js(`passportLogout(%s, { mode: "popover" })`, s.config(nil)))

	assert.Equal(t, "invalid_config", got.Code)
	assert.Equal(t, "options.mode must be one of redirect, silent, popup, local, auto", got.Message)
	assert.Equal(t, "cleared", got.Receipt.Local.Status)
	assert.False(t, u.stored())
	s.revoked(t, u.refresh)
	assert.True(t, u.passportAlive(), "nothing was begun")
}

func TestThePlainProgramHearsOfAnAbort(t *testing.T) {
	t.Parallel()
	s := newPlainSite(t, program())
	s.idp.SetFault("/v2/logout", hang)
	u := s.plainLogIn(newTab(t, thirdPartyBlocked))

	got := settle(u.tab, js(`((controller) => {
		const flight = passportLogout(%s, { signal: controller.signal });
		controller.abort(new TypeError("enough"));
		return flight;
	})(new AbortController())`, s.config(nil)))

	assert.Equal(t, "TypeError enough", got.Name+" "+got.Message)
	assert.False(t, u.stored())
	s.revoked(t, u.refresh)
}
