package e2e

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

// TestTheDemoInEveryEngine logs out in the demo as a person sees it: its timeline says
// what the receipt says, nothing is logged, and nothing is cut off, light and dark, wide
// and narrow. PASSPORT_PICTURES names a folder for the pictures.
func TestTheDemoInEveryEngine(t *testing.T) {
	t.Parallel()
	for _, e := range chosenEngines(t) {
		for _, colors := range []profile{fresh, dark} {
			t.Run(e.name()+string(colors), func(t *testing.T) {
				if !e.serial() {
					t.Parallel()
				}
				d := serveDemo(t, authdomain.Config{}, http.NewServeMux())
				page := e.page(t, colors)

				logInToDemo(t, page, d)
				page.script(inATask(`document.querySelector("#silent").click()`))
				awaits(t, page, `document.querySelector(".verdict[data-kind=ok]")`)

				assert.Empty(t, d.idp.Sessions())
				says := evaluate[string](t, page, `document.querySelector("#timeline").innerText`)
				assert.NotContains(t, says, "not revoked", "the receipt says that it was")
				assert.Contains(t, evaluate[string](t, page, `document.querySelector("#receipt").innerText`), "neither session is there any more")
				for _, width := range []int{1280, 390} {
					picture := page.picture(width, 1600)
					keepPicture(t, fmt.Sprintf("%s-%s-%d.png", e.name(), strings.TrimSpace("demo "+string(colors)), width), picture)
					assert.LessOrEqual(t, evaluate[int](t, page, `document.documentElement.scrollWidth - innerWidth`), 0, "it is cut off")
				}
				assert.Empty(t, withoutSandbox(page.console()), "console")
			})
		}
	}
}

func logInToDemo(t *testing.T, page driven, d *demo) {
	t.Helper()
	page.open(d.app + "/")
	awaits(t, page, `document.querySelector("#fault option")`)
	page.script(inATask(`document.querySelector("#log-in").click()`))
	awaits(t, page, `location.pathname === "/u/login" && document.querySelector("form")`)
	page.script(inATask(`document.querySelector("form").requestSubmit()`))
	awaits(t, page, `document.body?.dataset.signedIn === "true" && document.querySelector("#fault option")`)
}

// awaits waits for a condition on whatever page there is.
func awaits(t *testing.T, page driven, condition string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	for {
		if met, err := page.attempt(`Boolean(` + condition + `)`); err == nil && string(met) == "true" {
			return
		}
		select {
		case <-time.After(pollEvery):
		case <-ctx.Done():
			require.FailNow(t, "never met", condition)
		}
	}
}

func keepPicture(t *testing.T, name string, png []byte) {
	t.Helper()
	if dir := os.Getenv("PASSPORT_PICTURES"); dir != "" {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), png, 0o644))
	}
}
