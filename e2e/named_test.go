package e2e

import (
	"fmt"
	"net/http"
	"net/http/httptest"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

// documentedSite has the addresses that the documentation's example names: an
// application at http://localhost:3000 whose client is "…", and Passport's own
// auth domain. The browser is told to look for both on this machine.
var documentedSite struct {
	site
	app, auth *httptest.Server
}

func startNamedSites() error {
	d := &documentedSite
	d.idp, d.mux = authdomain.New(authdomain.Config{}), http.NewServeMux()
	d.app, d.auth = httptest.NewServer(&d.site), httptest.NewTLSServer(d.idp)
	d.site.app, d.site.auth = "http://localhost:3000", "https://auth.immutable.com"
	d.resolved = d.auth.URL
	d.setUp("…")
	noRedirect.Transport = d.auth.Client().Transport
	return nil
}

func closeNamedSites() {
	documentedSite.idp.Close()
	documentedSite.app.Close()
	documentedSite.auth.Close()
}

// namedSiteRules also leads every name that ends in .test to this machine.
func namedSiteRules() string {
	return fmt.Sprintf("MAP *.test localhost,MAP localhost:3000 localhost:%s,MAP auth.immutable.com:443 localhost:%s",
		port(documentedSite.app), port(documentedSite.auth))
}
