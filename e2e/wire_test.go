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
}

// The program and the loader's own way without it follow the same vectors.
func TestProgramAndLoaderAgreeOnTheWireFormats(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../pkg/passport/testdata/wire.json")
	require.NoError(t, err)
	var vectors []vector
	require.NoError(t, json.Unmarshal(data, &vectors))
	require.NotEmpty(t, vectors)
	for name, wasm := range map[string]http.HandlerFunc{"program": nil, "loader": http.NotFound} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			s.override("/dist/passport.wasm", wasm)
			p := newTab(t, thirdPartyBlocked)
			p.expectConsole("404")
			p.open(s.app + "/")
			ready := settle(p, `passport.ready()`)
			require.Equal(t, wasm != nil, ready.Code == "engine_failed")
			for _, v := range vectors {
				v.check(p)
			}
		})
	}
}

// check stores every item, clears the session, and compares what is left.
func (v vector) check(p *tab) {
	p.t.Helper()
	eval[any](p, js(`void %s.forEach(([area, key]) => window[area].setItem(key, "x"))`, v.Items))

	url := eval[string](p, js(`(({ authenticationDomain, ...config }) => {
		if (authenticationDomain) config.overrides = { authenticationDomain };
		const user = new passport.Passport(config);
		return user.getLogoutUrl().finally(() => user.close());
	})(%s)`, v.Config))
	left := eval[[]string](p, `[...Object.keys(localStorage), ...Object.keys(sessionStorage)]`)

	assert.Equal(p.t, v.LogoutURL, url, v.Name)
	assert.Equal(p.t, []string{v.TombstoneKey}, slices.DeleteFunc(left, func(key string) bool { return key == "" }), v.Name)
	eval[any](p, `void (localStorage.clear(), sessionStorage.clear())`)
}
