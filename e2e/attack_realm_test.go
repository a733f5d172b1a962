package e2e

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Settings are read once, by the loader and the program together, and so are the
// values in arrays.
func TestSettingsAreReadOnce(t *testing.T) {
	t.Parallel()
	inEveryMoment(t, func(t *testing.T, m moment) {
		s := newSite(t, sameSite)
		v := attackedIn(t, s, m)
		v.tab.globals = append(v.tab.globals, "reads")
		config := s.config(map[string]any{"storageKeys": []string{"a", "b"}, "allowedRedirectOrigins": []string{s.app}, "silentTimeoutMs": 60_000, "fallback": "none"})

		got := v.during(js(`((config, options) => {
			window.reads = {};
			const counted = (o, path) => Object.defineProperties(Array.isArray(o) ? [] : {}, Object.fromEntries(Object.keys(o).map((key) => {
				const name = path + "." + key, value = Object(o[key]) === o[key] && key !== "signal" ? counted(o[key], name) : o[key];
				return [key, { enumerable: true, get: () => ((reads[name] = (reads[name] ?? 0) + 1), value) }];
			})));
			return passportLogout(counted(config, "config"), counted({ ...options, signal: new AbortController().signal }, "options"));
		})(%s, %s)`, config, map[string]any{"mode": "silent", "timeoutMs": 60_000}), "")

		v.endedBoth("counted", got)
		reads := eval[map[string]int](v.tab, `reads`)
		assert.Greater(t, len(reads), 12)
		for name, times := range reads {
			assert.Equal(t, 1, times, name)
		}
	})
}

// What another window has made is as good as what this one has.
func TestAttackFromAnotherRealm(t *testing.T) {
	t.Parallel()
	inEveryMoment(t, func(t *testing.T, m moment) {
		s := newSite(t, sameSite)
		v := attackedIn(t, s, m)
		realm := `const frame = document.documentElement.appendChild(document.createElement("iframe")), { Object, Array, AbortController, Error } = frame.contentWindow;`

		got := v.during(js(`(() => {
			`+realm+`
			const config = Object.assign(new Object(), %s, { storageKeys: Array.of("a") });
			return passportLogout(config, Object.assign(new Object(), { signal: new AbortController().signal })).finally(() => frame.remove());
		})()`, s.config(nil)), "")

		v.endedBoth("another realm", got)
		s.idp.SetFault("/v2/logout", hang)
		v.again()
		got = settle(v.tab, js(`(() => {
			`+realm+`
			const controller = new AbortController();
			const flight = passportLogout(%s, { signal: controller.signal }).finally(() => frame.remove());
			setTimeout(() => controller.abort(Object.assign(new Error("enough"), { name: "Enough" })));
			return flight;
		})()`, s.config(nil)))
		require.Equal(t, "Enough enough", got.Name+" "+got.Message)
		assert.False(t, v.stored())
	})
}
