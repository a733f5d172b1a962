package e2e

import (
	"net/http"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// clicker is a page on which a user can click.
type clicker interface {
	// click clicks into the page, near the top left corner.
	click()
}

// clickAt is where, in CSS pixels.
const clickAt = 5

func (c chromiumPage) click() {
	c.p.t.Helper()
	require.NoError(c.p.t, chromedp.Do(c.p.ctx, chromedp.MouseClickXY(clickAt, clickAt)))
}

func (f *firefoxPage) click() {
	f.t.Helper()
	f.call("input.performActions", map[string]any{"context": f.context, "actions": pointerClick}, nil)
}

func (w *webkitPage) click() {
	w.t.Helper()
	w.in(http.MethodPost, "/actions", map[string]any{"actions": pointerClick}, nil)
}

// pointerClick is a click as WebDriver has it (WebDriver, section 15).
var pointerClick = []any{map[string]any{
	"type": "pointer", "id": "mouse", "parameters": map[string]any{"pointerType": "mouse"},
	"actions": []any{
		map[string]any{"type": "pointerMove", "x": clickAt, "y": clickAt},
		map[string]any{"type": "pointerDown", "button": 0},
		map[string]any{"type": "pointerUp", "button": 0},
	},
}}
