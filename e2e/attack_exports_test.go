package e2e

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// What the program exports for a plan and for the front channel settles whatever a
// page gives it, and harms nobody who is logged in.
func TestAttackOnTheExportsOfThePlainProgram(t *testing.T) {
	t.Parallel()
	s := newPlainSite(t, program())
	u := s.plainLogIn(newTab(t, thirdPartyBlocked))
	hostile := append([]string{
		`{ mode: new Proxy(() => {}, { apply() { throw 1 } }) }`, `{ beforeLogout: 1n }`, `{ beforeLogout: class {} }`,
		`{ get logoutRedirectUri() { throw 1 } }`, `{ logoutRedirectUri: "https://evil.test/" }`, `{ beforeLogoutMs: -1 }`,
		`"https://evil.test/?iss=a&sid=" + "%".repeat(1e6)`, `"//evil.test"`, `"javascript:alert(1)?iss=1"`,
	}, handovers...)
	for _, value := range hostile {
		value = strings.ReplaceAll(value, "KEY", js(`%s`, u.key))
		for _, call := range []string{
			`passportPlan(value)`, `passportPlan(config, value)`, `passportFrontChannelLogout(value)`,
			`passportFrontChannelLogout(config, value ?? "https://app.test/?iss=a&sid=b")`,
		} {
			got := eval[string](u.tab, js(`((config, value) => `+call+`.then(
				(outcome) => outcome.status ?? outcome.mode, (e) => e.name))(%s, `, s.config(nil))+value+`)`)

			assert.Contains(t, []string{"PassportError", "silent", "ignored"}, got, "%s with %s", call, value)
		}
	}
	assert.True(t, u.stored())
	assert.True(t, u.passportAlive())
}
