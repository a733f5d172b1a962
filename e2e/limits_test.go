package e2e

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// failLater keeps a file back until the returned function is called. Then there is
// none.
func (s *site) failLater(file string) (fail func()) {
	held := make(chan struct{})
	s.override(file, func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-held:
			http.NotFound(w, r)
		case <-r.Context().Done():
		}
	})
	return func() { close(held) }
}

// stays checks that the tab is where it was, and that no more than so many visits
// of the auth domain have begun.
func (s *site) stays(p *tab, visits int) {
	p.t.Helper()
	assert.Equal(p.t, s.app+"/", p.location())
	assert.True(p.t, eval[bool](p, `"flight" in window`), "the page is another one")
	assert.Len(p.t, s.idp.Requests("/v2/logout"), visits)
}

// What a call asks for holds also while the program is on its way, and when it has
// come too late.
func TestLimitsAreKeptBeforeTheProgramIsThere(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		config, options map[string]any
		hangs           bool
		code, status    string
	}{
		"timeoutMs":                   {nil, map[string]any{"timeoutMs": 300}, true, "engine_failed", "unverified"},
		"silentTimeoutMs":             {map[string]any{"silentTimeoutMs": 300}, nil, true, "engine_failed", "unverified"},
		"fallback none":               {map[string]any{"fallback": "redirect"}, map[string]any{"fallback": "none"}, false, "", "unverified"},
		"fallback none, nothing said": {nil, map[string]any{"fallback": "none", "timeoutMs": 3500}, true, "engine_failed", "unverified"},
	} {
		for _, late := range []string{moduleFile, programFile} {
			t.Run(name+", before "+late, func(t *testing.T) {
				t.Parallel()
				s := newSite(t, sameSite)
				if c.hangs {
					s.idp.SetFault("/v2/logout", hang)
				}
				u, arrive := s.logInBefore(newTab(t, thirdPartyBlocked), late)
				u.tab.globals = append(u.tab.globals, "flight")

				got := settle(u.tab, js(`(window.flight = passportLogout(%s, %s))`, s.config(c.config), c.options))

				assert.Equal(t, c.code, got.Code)
				require.NotNil(t, got.Receipt)
				assert.Equal(t, "fallback", got.Receipt.Engine)
				assert.Equal(t, c.status, got.Receipt.IDP.Status)
				assert.Equal(t, "engine_failed", got.Receipt.IDP.Reason)
				assert.False(t, u.stored())
				s.revoked(t, u.refresh)
				arrive()
				eval[any](u.tab, withProgram)
				s.stays(u.tab, 1)
			})
		}
	}
}

// Nothing begins after an abort, whatever becomes of the program then.
func TestAnAbortHoldsWhenTheProgramFails(t *testing.T) {
	t.Parallel()
	away := map[string]any{"fallback": "redirect"}
	for name, c := range map[string]struct {
		config map[string]any
		before bool // the signal had aborted before the call
		visits int
	}{
		"silent":             {away, false, 1},
		"silent, before":     {away, true, 0},
		"redirect, before":   {map[string]any{"logoutMode": "redirect"}, true, 0},
		"redirect, database": {map[string]any{"logoutMode": "redirect", "crossSdkBridgeEnabled": true}, false, 0},
		"auto":               {map[string]any{"logoutMode": "auto", "fallback": "redirect"}, false, 0},
	} {
		for _, late := range []string{moduleFile, programFile} {
			t.Run(name+", before "+late, func(t *testing.T) {
				t.Parallel()
				s := newSite(t, sameSite)
				s.idp.SetFault("/v2/logout", hang)
				fail := s.failLater(late)
				u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
				u.tab.globals = append(u.tab.globals, "flight", "controller")
				u.tab.expectConsole("404")

				u.tab.start(js(`((config, before) => {
					window.controller = new AbortController();
					if (before) controller.abort(new TypeError("enough"));
					window.flight = passportLogout(config, { signal: controller.signal });
					flight.catch(() => {});
				})(%s, %s)`, s.config(c.config), c.before))
				s.asked(t, c.visits)
				got := settle(u.tab, `(controller.abort(new TypeError("enough")), flight)`)

				assert.Equal(t, "TypeError enough", got.Name+" "+got.Message)
				fail()
				assert.Equal(t, "engine_failed", settle(u.tab, withProgram).Code)
				s.stays(u.tab, c.visits)
				assert.False(t, u.stored())
			})
		}
	}
}

// Nor does it where there is no program, and the shared session keeps the logout
// waiting.
func TestAnAbortEndsAWaitWithoutTheProgram(t *testing.T) {
	t.Parallel()
	bridge := func(mode string) map[string]any {
		return map[string]any{"logoutMode": mode, "fallback": "redirect", "crossSdkBridgeEnabled": true}
	}
	for name, c := range map[string]struct {
		config map[string]any
		visits int
		wait   func(*user) (resume func())
	}{
		"the iframe is open":             {map[string]any{"fallback": "redirect"}, 1, hangingLogout},
		"the page is being left":         {map[string]any{"logoutMode": "redirect"}, 1, emptyLogout},
		"IndexedDB is blocked, redirect": {bridge("redirect"), 0, blockedDatabase},
		"IndexedDB is blocked, auto":     {bridge("auto"), 0, blockedDatabase},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			u := noProgram{wasm: http.NotFound, console: []string{"404"}}.logIn(s, newTab(t, thirdPartyBlocked))
			u.tab.globals = append(u.tab.globals, "flight", "controller")
			resume := c.wait(u)

			u.tab.start(js(`(() => {
				window.controller = new AbortController();
				window.flight = passportLogout(%s, { signal: controller.signal });
				flight.catch(() => {});
			})()`, s.config(c.config)))
			s.asked(t, c.visits)
			got := settle(u.tab, `(controller.abort(new TypeError("enough")), flight)`)

			assert.Equal(t, "TypeError enough", got.Name+" "+got.Message)
			assert.False(t, u.stored())
			resume()
			assert.Equal(t, "engine_failed", settle(u.tab, withProgram).Code)
			s.stays(u.tab, c.visits)
		})
	}
}
