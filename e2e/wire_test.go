package e2e

import (
	"encoding/json"
	"net/http"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// vector is one case of the wire formats, which pkg/passport is tested with
// natively.
type vector struct {
	Name                     string
	Config                   map[string]any
	SessionKey, TombstoneKey string
	Items                    [][2]string
	LogoutURL                string
	RefreshToken             string
	Revocation               struct{ URL, Body string }
}

func wireVectors(t *testing.T) (vectors []vector) {
	t.Helper()
	data, err := os.ReadFile("../pkg/passport/testdata/wire.json")
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(data, &vectors))
	require.NotEmpty(t, vectors)
	return vectors
}

// The loader, with the program and without, and the program by itself follow the
// same vectors.
func TestLoaderAndProgramAgreeOnTheWireFormats(t *testing.T) {
	t.Parallel()
	for name, wasm := range map[string]http.HandlerFunc{"with the program": nil, "without the program": http.NotFound} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			s.override(programFile, wasm)
			p := newTab(t, thirdPartyBlocked)
			p.expectConsole("404")
			s.openForVectors(p)
			require.Equal(t, wasm != nil, settle(p, withProgram).Code == "engine_failed")
			for _, v := range wireVectors(t) {
				v.checkURL(p)
				v.checkLogout(p)
			}
		})
	}
	t.Run("the program by itself", func(t *testing.T) {
		t.Parallel()
		s := newPlainSite(t, program())
		p := newTab(t, thirdPartyBlocked)
		p.globals = plainGlobals
		s.openForVectors(p)
		p.until(`typeof passportLogout === "function"`)
		for _, v := range wireVectors(t) {
			v.checkLogout(p)
		}
	})
}

// openForVectors opens a page that keeps each request of it to itself, in the
// variable requests.
func (s *site) openForVectors(p *tab) {
	p.t.Helper()
	p.globals = append(p.globals, "requests")
	p.expectConsole("frame-src")
	s.pages["/"] = document("Vectors", `<script src="/keep.js"></script>`) + s.pages["/"]
	s.mux.HandleFunc("/keep.js", script(`((native) => {
		window.requests = [];
		window.fetch = async (url, options) => {
			if (options?.method !== "POST") return native(url, options);
			requests.push({ url, body: String(options.body) });
			return new Response();
		};
	})(fetch)`))
	p.open(s.app + "/")
}

// checkURL stores every item, gets the URL, and compares it with what is left.
func (v vector) checkURL(p *tab) {
	p.t.Helper()
	v.store(p)

	url := eval[string](p, v.with(`const user = new passport.Passport(config); return user.getLogoutUrl().finally(() => user.close())`))

	assert.Equal(p.t, v.LogoutURL, url, v.Name)
	v.checkLeft(p)
	assert.Empty(p.t, eval[[]any](p, `requests.splice(0)`), v.Name)
}

// checkLogout stores every item, logs out silently until the iframe is there, and
// compares what went out with what is left.
func (v vector) checkLogout(p *tab) {
	p.t.Helper()
	v.store(p)

	frame := eval[string](p, v.with(`
		const controller = new AbortController();
		const opened = new Promise((resolve) => {
			const observer = new MutationObserver((changes) => {
				const frame = changes.flatMap(({ addedNodes }) => [...addedNodes]).find(({ localName }) => localName === "iframe");
				if (frame) resolve(observer.disconnect() ?? frame.getAttribute("src"));
			});
			observer.observe(document.documentElement, { childList: true });
		});
		const flight = passportLogout(config, { mode: "silent", fallback: "none", signal: controller.signal }).catch(() => {});
		return opened.finally(() => controller.abort() ?? flight)`))

	assert.Equal(p.t, v.LogoutURL, frame, v.Name)
	assert.Equal(p.t, []map[string]string{{"url": v.Revocation.URL, "body": v.Revocation.Body}},
		eval[[]map[string]string](p, `requests.splice(0)`), v.Name)
	v.checkLeft(p)
}

func (v vector) store(p *tab) {
	p.t.Helper()
	entry := map[string]any{"refresh_token": v.RefreshToken}
	eval[any](p, js(`void %s.forEach(([area, key]) => window[area].setItem(key, JSON.stringify(%s)))`, v.Items, entry))
}

// with runs code that has the vector's configuration.
func (v vector) with(code string) string {
	return js(`(({ authenticationDomain, ...config }) => {
		if (authenticationDomain) config.overrides = { authenticationDomain };
		`+code+`;
	})(%s)`, v.Config)
}

func (v vector) checkLeft(p *tab) {
	p.t.Helper()
	left := eval[[]string](p, `[...Object.keys(localStorage), ...Object.keys(sessionStorage)]`)
	assert.Equal(p.t, []string{v.TombstoneKey}, slices.DeleteFunc(left, func(key string) bool { return key == "" }), v.Name)
	eval[any](p, `void (localStorage.clear(), sessionStorage.clear())`)
}
