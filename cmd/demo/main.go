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
	incumbent := flags.String("incumbent", "", "a `file` that go run ./bench -incumbent has written: serves the comparison at /compare")
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

	hosts := appHosts(app.Host())
	domain := newAuthDomain(hosts, auth.Origin(), *incumbent != "")
	pages, page := web.Demo(built, domain, auth.Origin()), app.Origin()
	if *incumbent != "" {
		pages, page = withIncumbent(pages, *incumbent), page+"/compare"
	}
	// The requests that a fault holds would keep the server from stopping.
	context.AfterFunc(ctx, domain.Close)
	fmt.Fprintf(out, greeting, page, auth.Origin())
	return loopback.Serve(ctx, map[*loopback.Address]http.Handler{
		app:  onlyHosts(hosts, pages),
		auth: onlyHosts([]string{auth.Host()}, domain),
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
// ellipsis, with an app at any of these hosts. unattended signs a user in without
// the form.
func newAuthDomain(appHosts []string, authOrigin string, unattended bool) *authdomain.Server {
	client := authdomain.Client{ID: "…"}
	for _, host := range appHosts {
		origin := "http://" + host
		client.RedirectURIs = append(client.RedirectURIs, origin+"/redirect")
		client.LogoutURIs = append(client.LogoutURIs, origin+"/silent-logout", origin+"/")
		client.WebOrigins = append(client.WebOrigins, origin)
	}
	signIn := ""
	if unattended {
		signIn = "player@example.com"
	}
	return authdomain.New(authdomain.Config{
		Issuer: authOrigin,
		SignIn: signIn,
		// Auth0's SameSite=None would need Secure, which Safari takes from no
		// http://localhost. With Lax every browser does on another site what those
		// do that block third-party cookies: it keeps the cookie from the iframe.
		CookieSameSite: http.SameSiteLaxMode,
		Clients:        []authdomain.Client{client},
	})
}

// withIncumbent adds the incumbent's script to the pages, for /compare.
func withIncumbent(pages http.Handler, file string) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /incumbent.js", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		w.Header().Set("Cache-Control", "no-cache")
		http.ServeFile(w, r, file)
	})
	mux.Handle("/", pages)
	return mux
}
