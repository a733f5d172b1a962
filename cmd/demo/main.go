// Command demo serves the demo app and its auth domain on this machine.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/passport-logout/passport-logout/internal/authdomain"
	"github.com/passport-logout/passport-logout/internal/loopback"
	"github.com/passport-logout/passport-logout/web"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "demo:", err)
		os.Exit(1)
	}
}

const greeting = `
  Passport logout demo

    App          %s   <- open this
    Auth domain  %s   any e-mail address signs in

  Stop with Ctrl-C.

`

// run serves the demo until ctx ends.
func run(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("demo", flag.ContinueOnError)
	appPort := flags.String("app", ":3000", "the `port` of the app")
	authPort := flags.String("auth", ":9000", "the `port` of the auth domain")
	dist := flags.String("dist", "dist", "the `folder` that make build has made")
	if err := flags.Parse(args); err != nil {
		return err
	}
	built := os.DirFS(*dist)
	if err := checkBuilt(built); err != nil {
		return fmt.Errorf("%w in %s: run \"make build\" first", err, *dist)
	}
	app, err := loopback.Listen(*appPort, "-app")
	if err != nil {
		return err
	}
	defer app.Close()
	auth, err := loopback.Listen(*authPort, "-auth")
	if err != nil {
		return err
	}
	defer auth.Close()

	domain := newAuthDomain(app.Origin(), auth.Origin())
	// The requests that a fault holds would keep the server from stopping.
	context.AfterFunc(ctx, domain.Close)
	fmt.Fprintf(out, greeting, app.Origin(), auth.Origin())
	return loopback.Serve(ctx, map[*loopback.Address]http.Handler{
		app:  onlyHost(app.Host(), newApp(web.Demo(built, auth.Origin()), domain, app.Origin())),
		auth: onlyHost(auth.Host(), domain),
	})
}

// checkBuilt looks for what the pages load.
func checkBuilt(dist fs.FS) error {
	for _, name := range []string{"passport.module.js", "passport.program-*.js", "passport.wasm"} {
		if found, err := fs.Glob(dist, name); err != nil || len(found) == 0 {
			return fmt.Errorf("there is no %s", name)
		}
	}
	return nil
}

// newAuthDomain registers the client of the README's snippet, whose ID is an
// ellipsis.
func newAuthDomain(appOrigin, authOrigin string) *authdomain.Server {
	return authdomain.New(authdomain.Config{
		Issuer: authOrigin,
		// Safari takes no Secure cookie from http://localhost, which Auth0's
		// SameSite=None would need. Both origins are the same site.
		CookieSameSite: http.SameSiteLaxMode,
		Clients: []authdomain.Client{{
			ID:           "…",
			RedirectURIs: []string{appOrigin + "/redirect"},
			LogoutURIs:   []string{appOrigin + "/silent-logout", appOrigin + "/"},
			WebOrigins:   []string{appOrigin},
		}},
	})
}

// newApp adds to the pages the control of the auth domain's faults.
func newApp(pages http.Handler, domain *authdomain.Server, appOrigin string) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/fault", newFaultControl(domain, appOrigin))
	mux.Handle("/", pages)
	return mux
}

// onlyHost sends a browser that asks another host of this machine, such as
// 127.0.0.1, to the registered origin. It also keeps out other sites whose
// names point here (DNS rebinding).
func onlyHost(host string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.EqualFold(r.Host, host) {
			next.ServeHTTP(w, r)
			return
		}
		http.Redirect(w, r, "http://"+host+"/", http.StatusFound)
	})
}
