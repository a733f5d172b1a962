package e2e

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
)

// What a polluted Object.prototype may hold, as JavaScript. These are the names
// of every setting and option, of what the module calls its own things, and of
// the options of the browser's functions.
var pollution = map[string][]string{
	"settings": {
		`logoutRedirectUri = "https://evil.test/"`, `logoutMode = "local"`, `mode = "local"`, `fallback = "redirect"`,
		`redirectTarget = "self"`, `storageKeys = ["theme"]`, `timeoutMs = 1`, `silentTimeoutMs = 1`, `signal = AbortSignal.abort()`, `wrong = new Error("polluted")`,
		`overrides = { authenticationDomain: "https://evil.test" }`, `authenticationDomain = "https://evil.test"`,
		`allowedRedirectOrigins = ["https://evil.test"]`, `crossSdkBridgeEnabled = true`, `clientId = "evil"`, `redirectUri = "https://evil.test/"`,
	},
	"own names": {
		`code = "evil"`, `type = "evil"`, `receipt = { local: {} }`, `cause = "evil"`, `cleared = { session: "{}", removed: ["evil"] }`,
		`session = '{"refresh_token":"evil"}'`, `removed = ["evil"]`, `tombstone = "evil"`, `failed = true`, `reason = "evil"`,
		`detail = "evil"`, `string = "evil"`, `object = "evil"`, `boolean = "evil"`, `strings = "evil"`, `milliseconds = "evil"`,
		`AbortSignal = "evil"`, `audience = ["evil"]`, `baseConfig = ["evil"]`, `module = "evil"`, `source = "oidc-client"`, `url = "https://evil.test"`,
	},
	"options of the browser": {
		`method = "DELETE"`, `body = "evil"`, `headers = { evil: "1" }`, `keepalive = false`, `credentials = "include"`, `integrity = "sha256-evil"`,
		`referrer = "https://evil.test"`, `window = "evil"`, `once = true`, `capture = true`, `passive = true`, `bubbles = true`, `cancelable = true`,
		`targetOrigin = "*"`, `transfer = "evil"`, `types = "evil"`, `childList = false`, `startTime = "evil"`, `duration = -1`, `env = "evil"`,
	},
	"the language": {
		`get = "evil"`, `set = "evil"`, `value = "evil"`, `writable = false`, `enumerable = false`, `configurable = false`, `length = 7`,
		`0 = "evil"`, `1 = "evil"`, `then = "evil"`, `toJSON = "evil"`, `constructor = "evil"`, `toString = "evil"`, `valueOf = "evil"`,
		`hasOwnProperty = "evil"`, `name = "evil"`, `message = "evil"`, `id = 1`, `this = "evil"`, `args = "evil"`, `result = "evil"`, `error = "evil"`,
	},
}

// One property after the other, and all of a kind at once while the program is on
// its way or missing.
func TestAttackByPrototypePollution(t *testing.T) {
	t.Parallel()
	for name, properties := range pollution {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inEveryMoment(t, func(t *testing.T, m moment) {
				s := newSite(t, sameSite)
				v := attackedIn(t, s, m)
				attacks := [][]string{properties}
				if m == programReady {
					attacks = slices.Collect(slices.Chunk(properties, 1))
				}
				for i, properties := range attacks {
					property := pollute(properties)
					if i > 0 {
						v.again()
					}
					got := v.during(polluted(property, js(`passportLogout(%s, {})`, s.config(nil))), "")

					v.endedBoth(property, got)
					assert.Equal(t, []string{v.key}, got.Receipt.Local.Removed, property)
					assert.Contains(t, []string{"revoked", "sent"}, got.Receipt.Revocation.Status, property)
				}
				v.logsOutAsEver(name)
				for _, visit := range s.idp.Requests("/v2/logout") {
					assert.Equal(t, []string{s.app + "/silent-logout"}, visit.Query["returnTo"])
				}
			})
		})
	}
}

// pollute is the code that gives Object.prototype properties.
func pollute(properties []string) string {
	code := ""
	for _, property := range properties {
		if property[0] >= '0' && property[0] <= '9' { // 0 = x is [0] = x
			property = "[" + property[:1] + "]" + property[1:]
		} else {
			property = "." + property
		}
		code += "Object.prototype" + property + ";\n"
	}
	return code
}

// polluted runs an expression of a promise while Object.prototype has properties.
func polluted(code, promise string) string {
	return fmt.Sprintf(`((before) => {
		%s
		return %s.finally(() => {
			for (const key of Object.getOwnPropertyNames(Object.prototype)) if (!(key in before)) delete Object.prototype[key];
			Object.defineProperties(Object.prototype, before);
		});
	})(Object.assign(Object.create(null), Object.getOwnPropertyDescriptors(Object.prototype)))`, code, promise)
}

// A script that runs before the module may have polluted it, too.
func TestAttackByPollutionBeforeTheModule(t *testing.T) {
	t.Parallel()
	for name, properties := range pollution {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inEveryMoment(t, func(t *testing.T, m moment) {
				s := newSite(t, sameSite)
				s.mux.HandleFunc("/pollute.js", script(pollute(properties)))
				s.pages["/polluted"] = document("Polluted", `<script src="/pollute.js"></script><script src="/dist/passport.js"></script>`)
				v := attackedOn(t, s, m, "/polluted")

				got := v.during(js(`passportLogout(%s)`, s.config(nil)), "")

				v.endedBoth(name, got)
			})
		})
	}
}
