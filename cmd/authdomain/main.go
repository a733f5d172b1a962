// Command authdomain serves an auth domain for the tests of your own app: it signs
// anybody in, breaks in the way a test asks for, and tells what a logout has done.
//
//	go run github.com/passport-logout/passport-logout/cmd/authdomain@latest \
//		-client my-client -origin http://localhost:5173
//
// The page at its address says what it serves. docs/testing.md says more.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/passport-logout/passport-logout/internal/authdomain"
	"github.com/passport-logout/passport-logout/internal/loopback"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "authdomain:", err)
		os.Exit(1)
	}
}

// run serves the auth domain until ctx ends.
func run(ctx context.Context, args []string, out io.Writer) error {
	set, err := parseFlags(args, out)
	if err != nil {
		return err
	}
	address, err := loopback.Listen(set.addr, "-addr")
	if err != nil {
		return err
	}
	defer address.Close()
	domain := authdomain.New(authdomain.Config{
		Issuer:         address.Origin(),
		Clients:        set.clients,
		CookieSameSite: set.sameSite,
		SignIn:         set.signIn,
	})
	// The requests that a fault holds would keep the server from stopping.
	context.AfterFunc(ctx, domain.Close)
	handler, err := newControl(domain, address.Origin(), set)
	if err != nil {
		return err
	}
	greet(out, address.Origin(), set)
	return loopback.Serve(ctx, map[*loopback.Address]http.Handler{address: onlyHost(address, handler)})
}

// onlyHost refuses other names of this machine: the cookie and the issuer are of
// one host. It also keeps out other sites whose names point here (DNS rebinding).
func onlyHost(address *loopback.Address, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.EqualFold(r.Host, address.Host()) {
			next.ServeHTTP(w, r)
			return
		}
		http.Error(w, "This auth domain is at "+address.Origin()+" and has no other name.", http.StatusMisdirectedRequest)
	})
}
