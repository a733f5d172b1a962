package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// idled waits until a page has loaded and been idle, after what was waiting for
// that already.
const idled = `new Promise((resolve) => {
	const wait = () => requestIdleCallback(() => requestIdleCallback(() => setTimeout(resolve)));
	document.readyState === "complete" ? wait() : addEventListener("load", wait);
})`

// makesAnInstance has the application's page make one as it loads.
func (s *site) makesAnInstance() {
	s.pages["/"] += `<script src="/instance.js"></script>`
	s.mux.HandleFunc("/instance.js", script(js(`window.user = new passport.Passport(%s)`, s.config(nil))))
}

// reopen opens the application's page afresh, and returns once it has been idle.
func (s *site) reopen(p *tab) {
	p.t.Helper()
	p.globals = append(p.globals, "user")
	s.forget()
	p.open(s.app + "/")
	eval[any](p, idled)
}

func TestNothingIsLoadedWithoutASession(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	s.makesAnInstance()
	p := newTab(t, thirdPartyBlocked)

	s.reopen(p)

	assert.Empty(t, s.loadedLater())
}

func TestTheRestIsLoadedWhenAPageWithASessionIsIdle(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	s.makesAnInstance()
	loaded := make(chan struct{}, 1)
	s.onLoad = func(path string) {
		if path == programFile {
			loaded <- struct{}{}
		}
	}
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)

	s.reopen(u.tab)

	select {
	case <-loaded:
	case <-u.tab.ctx.Done():
		t.Fatal("the page did nothing when it was idle")
	}
	eval[any](u.tab, withProgram)
	assert.Equal(t, map[string]int{moduleFile: 1, programFile: 1}, s.loadedLater())
}

func TestNothingIsLoadedAheadWhereTheUserSavesData(t *testing.T) {
	t.Parallel()
	for name, call := range map[string]string{"ready": `passport.ready()`, "a logout": `user.logout()`} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			s.pages["/"] = document("Application", `<script src="/save-data.js"></script><script src="/dist/passport.js"></script>`)
			s.mux.HandleFunc("/save-data.js", script(
				`Object.defineProperty(Navigator.prototype, "connection", { get: () => ({ saveData: true }) });`))
			s.makesAnInstance()
			u := s.logIn(newTab(t, thirdPartyBlocked), clientID)

			s.reopen(u.tab)
			assert.Empty(t, s.loadedLater())
			eval[any](u.tab, call)

			assert.Equal(t, map[string]int{moduleFile: 1, programFile: 1}, s.loadedLater())
		})
	}
}

// Pages that replace their body run the scripts in it again.
func TestAScriptThatRunsAgainChangesNothing(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	again := ""
	for i := range 7 {
		again += fmt.Sprintf(`<script src="/dist/passport.js?%d"></script>`, i)
	}
	s.pages["/"] += `<script src="/remember.js"></script>` + again
	s.mux.HandleFunc("/remember.js", script(`window.first = passport`))
	s.makesAnInstance()
	p := newTab(t, thirdPartyBlocked)
	p.globals = append(p.globals, "first", "user")
	u := s.logIn(p, clientID)

	s.reopen(p)
	eval[any](p, withProgram)

	assert.True(t, eval[bool](p, `passport === first`))
	assert.Equal(t, map[string]int{moduleFile: 1, programFile: 1}, s.loadedLater())
	got := settle(p, `user.logout()`)
	require.Empty(t, got.Message)
	assert.Equal(t, "wasm", got.Receipt.Engine)
	assert.False(t, u.passportAlive())
}

// The callback page in the iframe costs a logout no more than the loader, also
// where it makes an instance.
func TestTheHiddenCallbackPageLoadsTheLoaderOnly(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	s.pages["/silent-logout"] = strings.Replace(callbackPage, "silent-logout.js", "callback.js", 1)
	s.mux.HandleFunc("/callback.js", script(js(`new passport.Passport(%s).logoutSilentCallback(%s)`, s.config(nil), s.app)))
	s.tellOnlyByMessage(t)
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
	eval[any](u.tab, withProgram)
	s.forget()

	got := settle(u.tab, js(`passportLogout(%s)`, s.config(nil)))

	require.Empty(t, got.Message)
	assert.Equal(t, "message", got.Receipt.IDP.Via)
	assert.Empty(t, s.loadedLater())
}
