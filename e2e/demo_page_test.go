package e2e

import (
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/authdomain"
	"github.com/passport-logout/passport-logout/web"
)

// demo is the demo as a person has it before them in a browser.
type demo struct {
	*tab
	idp       *authdomain.Server
	auth, app string // origins
	elsewhere string // the app's origin on another site
}

func openDemo(t *testing.T) *demo {
	t.Helper()
	return openDemoWith(t, thirdPartyBlocked)
}

func openDemoWith(t *testing.T, mode cookies) *demo {
	t.Helper()
	d := serveDemo(t, authdomain.Config{}, http.NewServeMux())
	d.tab = newTab(t, mode)
	d.open(d.app + "/")
	d.until(`document.querySelector("#fault option")`)
	return d
}

// serveDemo serves the demo's pages beside what is in mux. No tab shows them yet.
func serveDemo(t *testing.T, cfg authdomain.Config, mux *http.ServeMux) *demo {
	t.Helper()
	cfg.CookieSameSite = http.SameSiteLaxMode
	idp := authdomain.New(cfg)
	auth := httptest.NewServer(idp)
	t.Cleanup(auth.Close)
	t.Cleanup(idp.Close)
	d := &demo{idp: idp, auth: "http://localhost:" + port(auth)}
	mux.Handle("/", web.Demo(os.DirFS(dist), idp, d.auth))
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	d.app, d.elsewhere = "http://localhost:"+port(server), "http://127.0.0.1:"+port(server)
	client := authdomain.Client{ID: "…"}
	for _, origin := range []string{d.app, d.elsewhere} {
		client.RedirectURIs = append(client.RedirectURIs, origin+"/redirect")
		client.LogoutURIs = append(client.LogoutURIs, origin+"/silent-logout", origin+"/")
		client.WebOrigins = append(client.WebOrigins, origin)
	}
	idp.AddClient(client)
	return d
}

// logIn presses the button, and signs in on the auth domain's page where that asks.
func (d *demo) logIn() {
	d.t.Helper()
	origin := strings.TrimSuffix(d.location(), "/")
	if len(d.idp.Sessions()) == 0 {
		d.arrive(d.auth+"/u/login", func() { d.click("#log-in") })
		d.arrive(origin+"/", func() { d.click("button") })
	} else {
		d.arrive(origin+"/", func() { d.click("#log-in") })
	}
	d.until(`location.pathname === "/" && document.body?.dataset.signedIn === "true" && document.querySelector("#fault option")`)
	require.Len(d.t, d.idp.Sessions(), 1)
}

func (d *demo) click(selector string) {
	d.t.Helper()
	require.NoError(d.t, chromedp.Do(d.ctx, chromedp.Click(chromedp.CSS(selector))))
}

// breakAuthDomain chooses a fault.
func (d *demo) breakAuthDomain(fault string) {
	d.t.Helper()
	d.until(`document.querySelector("#fault option")`)
	eval[any](d.tab, js(`(async (fault) => {
		const select = document.querySelector("#fault select");
		select.value = fault;
		select.dispatchEvent(new Event("change", { bubbles: true }));
		while ((await (await fetch("/fault")).json()).current !== fault);
	})(%s)`, fault))
}

// reads waits until part of the page says something, whatever page that is now.
func (d *demo) reads(selector, text string) {
	d.t.Helper()
	d.until(js(`document.querySelector(%s)?.innerText.includes(%s)`, selector, text))
}

// ended waits until the page has found that nothing is left.
func (d *demo) ended(id string) {
	d.t.Helper()
	d.reads(".verdict[data-kind=ok]", "neither session is there any more, and no refresh token")
	assert.Empty(d.t, d.idp.Sessions(), id)
	assert.Empty(d.t, d.idp.RefreshTokens(), id)
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
