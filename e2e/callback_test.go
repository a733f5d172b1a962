package e2e

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCallbackPageAtTheTopBringsTheUserBack(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	p := newTab(t, thirdPartyBlocked)

	p.arrive(s.app+"/", func() { p.start(js(`location.assign(%s)`, s.app+"/silent-logout")) })

	assert.Equal(t, s.app+"/", p.location())
}

func TestCallbackPageOutsideAFrame(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	p := newTab(t, thirdPartyBlocked)
	p.open(s.app + "/")
	for name, c := range map[string]struct{ argument, code string }{
		"this page":         {js(`%s`, s.app+"/"), "not_framed"},
		"no url":            {``, "not_framed"},
		"another origin":    {`"https://elsewhere.example/"`, "not_framed"},
		"not a URL":         {`"silent-logout"`, "unsafe_url"},
		"a script":          {`"javascript:alert(1)"`, "unsafe_url"},
		"plain http":        {`"http://elsewhere.example/"`, "unsafe_url"},
		"with credentials":  {`"https://user:secret@elsewhere.example/"`, "unsafe_url"},
		"not even a string": {`42`, "unsafe_url"},
	} {
		t.Run(name, func(t *testing.T) {
			got := settle(p, `logoutSilentCallback(`+c.argument+`)`)

			assert.Equal(t, c.code, got.Code, got.Message)
			assert.NotContains(t, got.Message, "secret")
			assert.Equal(t, s.app+"/", p.location())
		})
	}
}

// An iframe of another origin must learn nothing from the callback page, and a
// message with the right content from the wrong window must end nothing.
func TestOnlyTheOwnFrameCompletesALogout(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	s.pages["/sibling"] = document("Sibling", `<script src="/sibling.js"></script>`)
	s.mux.HandleFunc("/sibling.js", script(`parent.postMessage({ source: "oidc-client", url: location.href, keepOpen: false }, location.origin)`))
	s.pages["/silent-logout"] = document("Callback that never calls", ``)
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
	s.idp.SetFault("/v2/logout", hang)
	eval[any](u.tab, `passport.ready()`)

	got := settle(u.tab, js(`(() => {
		const flight = passportLogout(%s, { timeoutMs: 700 });
		const message = { source: "oidc-client", url: location.href, keepOpen: false };
		window.postMessage(message, location.origin);
		const frame = document.querySelector("iframe");
		window.dispatchEvent(new MessageEvent("message", { data: message, origin: location.origin, source: frame.contentWindow }));
		const sibling = document.createElement("iframe");
		sibling.src = "/sibling";
		document.documentElement.append(sibling);
		return flight.finally(() => sibling.remove());
	})()`, s.config(nil)))

	assert.Equal(t, "timeout", got.Code)
	assert.Equal(t, "LOGOUT_ERROR", got.Type)
	require.NotNil(t, got.Receipt)
	assert.Equal(t, "cleared", got.Receipt.Local.Status)
	assert.False(t, u.stored())
	assert.True(t, u.passportAlive())
}

func TestCallbackTellsOnlyTheOriginOfItsURL(t *testing.T) {
	t.Parallel()
	s := newSite(t, crossSite)
	foreign := newSite(t, sameSite)
	s.csp = "frame-src *; script-src 'self'"
	foreign.csp = "default-src 'self' 'wasm-unsafe-eval'"
	p := newTab(t, thirdPartyBlocked)
	p.open(s.app + "/blank")
	p.expectConsole("Failed to execute 'postMessage'")

	heard := eval[int](p, js(`new Promise((resolve) => {
		let heard = 0;
		addEventListener("message", () => heard++);
		const frame = document.createElement("iframe");
		frame.onload = () => setTimeout(() => { frame.remove(); resolve(heard); });
		frame.src = %s;
		document.documentElement.append(frame);
	})`, foreign.app+"/silent-logout"))

	assert.Zero(t, heard)
	assert.Equal(t, 1, foreign.loads("/silent-logout.js"), fmt.Sprint("the callback page of ", foreign.app))
}
