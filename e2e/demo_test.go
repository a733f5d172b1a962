package e2e

import (
	"net/http/httptest"
	"os"
	"testing"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/authdomain"
	"github.com/passport-logout/passport-logout/web"
)

// A person logs in and out with the demo's own buttons, in both modes.
func TestTheDemo(t *testing.T) {
	t.Parallel()
	idp := authdomain.New(authdomain.Config{})
	auth := httptest.NewServer(idp)
	t.Cleanup(auth.Close)
	authOrigin := "http://localhost:" + port(auth)
	server := httptest.NewServer(web.Demo(os.DirFS(dist), authOrigin))
	t.Cleanup(server.Close)
	app := "http://localhost:" + port(server)
	idp.AddClient(authdomain.Client{
		ID: "…", RedirectURIs: []string{app + "/redirect"},
		LogoutURIs: []string{app + "/silent-logout", app + "/"}, WebOrigins: []string{app},
	})
	p := newTab(t, thirdPartyBlocked)
	stored := js(`localStorage.getItem("oidc.user:" + %s + ":…") !== null`, authOrigin)
	p.open(app + "/")
	for _, button := range []string{"log-out-silently", "log-out-by-redirect"} {
		p.click("log-in", authOrigin+"/u/login")
		p.arrive(app+"/", func() { require.NoError(t, chromedp.Do(p.ctx, chromedp.Click(chromedp.CSS("button")))) })
		p.until(stored + ` && location.pathname === "/" && document.readyState === "complete"`)
		require.Len(t, idp.Sessions(), 1)

		require.NoError(t, chromedp.Do(p.ctx, chromedp.Click(chromedp.ID(button))))

		p.until(`!(` + stored + `) && document.querySelector("#timeline")?.innerText.includes("neither is there")`)
		assert.False(t, eval[bool](p, stored), button)
		assert.Empty(t, idp.Sessions(), button)
	}
}

// click presses a button that leads to a page.
func (p *tab) click(id, prefix string) {
	p.t.Helper()
	p.arrive(prefix, func() { require.NoError(p.t, chromedp.Do(p.ctx, chromedp.Click(chromedp.ID(id)))) })
}

// until waits for a condition on whatever page the tab is on.
func (p *tab) until(condition string) {
	p.t.Helper()
	for p.ctx.Err() == nil {
		met, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool](`new Promise((resolve) => {
			const look = () => ((`+condition+`) ? resolve(true) : setTimeout(look, 20));
			look();
		})`, func(e *runtime.EvaluateParams) { e.AwaitPromise = new(true) }))
		if err == nil && met {
			return
		}
	}
	require.NoError(p.t, p.ctx.Err(), condition)
}
