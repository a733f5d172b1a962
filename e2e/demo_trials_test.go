package e2e

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestDemoInASecondTab(t *testing.T) {
	t.Parallel()
	d := openDemo(t)
	d.logIn()
	d.click("#second-tab")
	d.reads("#timeline", "Another tab has logged out")
	d.reads("#application-session", "No session")
	d.reads("#passport-session", "No session")
	d.reads("#timeline", "neither is there")
	d.reads("#code", "other-tab")
}

func TestDemoBehindTheBackButton(t *testing.T) {
	t.Parallel()
	d := openDemo(t)
	d.logIn()
	d.click("#back-button")
	d.reads("#timeline", "Back on this page")
	d.reads("#application-session", "No session")
	assert.Equal(t, d.app+"/", d.location())
}

func TestDemoWithABlockedProgram(t *testing.T) {
	t.Parallel()
	d := openDemo(t)
	d.expectConsole("WebAssembly")
	d.logIn()
	d.click("#blocked-program")
	d.reads("#receipt caption", "fallback engine")
	d.reads("#receipt", "unverified")
	d.ended("blocked-program")
}

func TestDemoWithARefusedFrame(t *testing.T) {
	t.Parallel()
	d := openDemo(t)
	d.expectConsole("frame-ancestors")
	d.logIn()
	eval[any](d.tab, `import("/dist/passport.module.js").then(({ passport }) => passport.ready())`)
	d.click("#refused-frame")
	d.reads("#timeline", "frame_blocked")
	d.reads("#application-session", "No session")
	d.until(`document.querySelector("#fault select").value === "none"`)
}
