package e2e

import (
	"net/http"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// inEveryMoment runs an attack once in each.
func inEveryMoment(t *testing.T, attack func(t *testing.T, m moment)) {
	t.Helper()
	for _, m := range everyMoment {
		t.Run(string(m), func(t *testing.T) {
			t.Parallel()
			attack(t, m)
		})
	}
}

// victim is a user who is logged in on a page that is attacked at a moment.
type victim struct {
	*user
	moment moment
	// arrive lets a program come that is on its way.
	arrive func()
}

// attackedIn is a victim on the application's page.
func attackedIn(t *testing.T, s *site, m moment) *victim {
	t.Helper()
	v := s.victim(t, m)
	v.waitFor(`passport`)
	return v
}

// attackedOn is a victim on another page, which has the script.
func attackedOn(t *testing.T, s *site, m moment, path string) *victim {
	t.Helper()
	v := s.victim(t, m)
	v.tab.open(s.app + path)
	v.waitFor(`passport`)
	return v
}

// victim is on a page that has asked for no program yet.
func (s *site) victim(t *testing.T, m moment) *victim {
	t.Helper()
	v := &victim{moment: m, arrive: s.at(m)}
	p := newTab(t, thirdPartyBlocked)
	p.expectConsole("404") // what is missing, and the probe of the auth domain
	p.globals = append(p.globals, "flight")
	v.user = s.logIn(p, clientID)
	return v
}

// at makes it a moment: it keeps the program back until arrive is called, or for good.
func (s *site) at(m moment) (arrive func()) {
	switch m {
	case programLate:
		return sync.OnceFunc(s.hold(programFile))
	case programNever:
		s.override(programFile, http.NotFound)
		s.override(moduleFile, http.NotFound)
	}
	return func() {}
}

// waitFor waits for the program where the moment has it, by a promise or the value
// of what the module exports as passport. Where it is on its way, the page is patient.
func (v *victim) waitFor(passport string) {
	v.tab.t.Helper()
	switch v.moment {
	case programReady:
		eval[any](v.tab, `(async () => (await `+passport+`).ready())()`)
	case programLate:
		v.tab.start(patient)
	}
}

// patient makes a page on which a logout waits for the program as long as a busy
// machine takes, instead of three seconds.
const patient = `window.setTimeout = ((native) => (f, ms, ...rest) => native(f, ms === 3000 ? 60000 : ms, ...rest))(setTimeout)`

// begin begins an attack, an expression of a promise; where a program is on its
// way, it comes when the page has what until says, "" for at once.
func (v *victim) begin(attack, until string) {
	v.tab.t.Helper()
	v.tab.start(`(window.flight = (` + attack + `)).then(null, () => {})`)
	if until != "" {
		v.tab.until(until)
	}
	v.arrive()
}

// during begins an attack and tells what became of it.
func (v *victim) during(attack, until string) outcome {
	v.tab.t.Helper()
	v.begin(attack, until)
	return settle(v.tab, `flight`)
}

// again logs the user in again without a reload, so that the page stays what an
// attack has made of it.
func (v *victim) again() {
	v.tab.t.Helper()
	next, entry := v.site.signIn(v.tab, clientID)
	v.user = next
	eval[any](v.tab, js(`localStorage.setItem(%s, %s)`, v.key, entry))
}

// logsOutAsEver asserts that an attack has left a module that works.
func (v *victim) logsOutAsEver(attack string) {
	v.tab.t.Helper()
	v.again()
	got := settle(v.tab, js(`passportLogout(%s)`, v.site.config(nil)))
	v.endedBoth(attack, got)
}

// endedBoth asserts that a silent logout ended both sessions, and that it says so
// where the program has judged it.
func (v *victim) endedBoth(attack string, got outcome) {
	v.tab.t.Helper()
	require.Empty(v.tab.t, got.Message, attack)
	require.NotNil(v.tab.t, got.Receipt, attack)
	assert.Equal(v.tab.t, "silent", got.Receipt.Mode, attack)
	assert.Equal(v.tab.t, "cleared", got.Receipt.Local.Status, attack)
	if v.moment == programNever {
		assert.Equal(v.tab.t, "fallback", got.Receipt.Engine, attack)
		assert.Equal(v.tab.t, "unverified engine_failed", got.Receipt.IDP.Status+" "+got.Receipt.IDP.Reason, attack)
	} else {
		assert.Equal(v.tab.t, "wasm", got.Receipt.Engine, attack)
		assert.Equal(v.tab.t, "ended", got.Receipt.IDP.Status, attack)
	}
	assert.False(v.tab.t, v.stored(), "%s: the application session", attack)
	assert.False(v.tab.t, v.passportAlive(), "%s: the Passport session", attack)
}

// refused asserts that a logout was not fooled while the Passport session lived:
// the program says with which code, and without it nothing is claimed.
func (v *victim) refused(attack string, got outcome, code string) {
	v.tab.t.Helper()
	require.NotNil(v.tab.t, got.Receipt, "%s: %s", attack, got.Message)
	if v.moment != programNever {
		assert.Equal(v.tab.t, code, got.Code, "%s: %s", attack, got.Message)
		assert.Equal(v.tab.t, "wasm", got.Receipt.Engine, attack)
	} else {
		assert.Contains(v.tab.t, []string{"", "engine_failed"}, got.Code, "%s: %s", attack, got.Message)
		assert.Equal(v.tab.t, "fallback", got.Receipt.Engine, attack)
	}
	assert.Contains(v.tab.t, []string{"unverified", "failed"}, got.Receipt.IDP.Status, attack)
	assert.False(v.tab.t, v.stored(), "%s: the application session", attack)
	assert.True(v.tab.t, v.passportAlive(), "%s: the Passport session", attack)
}

// limited is the configuration for a logout that nothing answers. Without the
// program only its limit ends that.
func (v *victim) limited() map[string]any {
	if v.moment == programNever {
		return v.site.config(map[string]any{"silentTimeoutMs": 1500})
	}
	return v.site.config(nil)
}
