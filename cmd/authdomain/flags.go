package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

// settings are what the flags say.
type settings struct {
	addr     string
	clients  []authdomain.Client
	sameSite http.SameSite
	signIn   string
	faults   faults
}

// signsIn says who gets a session at /authorize.
func (s settings) signsIn() string {
	if s.signIn == "" {
		return "any e-mail address"
	}
	return s.signIn + ", or the login_hint, without a form"
}

const usage = `Usage: authdomain -client ID -origin ORIGIN [more flags]

Serves an auth domain for the tests of your own app, on this machine alone.
What follows a -client is registered for it; for more apps, begin with the next
-client. -origin, -redirect-uri, -logout-uri and -fault may be repeated.

`

// parseFlags reads the arguments. Asked for help, it prints it to out and returns
// [flag.ErrHelp].
func parseFlags(args []string, out io.Writer) (settings, error) {
	set := settings{faults: faults{}, sameSite: http.SameSiteLaxMode}
	flags := flag.NewFlagSet("authdomain", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	set.define(flags)
	err := flags.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(out, usage)
		flags.SetOutput(out)
		flags.PrintDefaults()
	case err == nil && flags.NArg() > 0:
		err = fmt.Errorf("%q is no flag", flags.Arg(0))
	case err == nil:
		err = set.complete()
	}
	return set, err
}

func (s *settings) define(flags *flag.FlagSet) {
	flags.StringVar(&s.addr, "addr", "localhost:9000", "the `address` of the auth domain: localhost, or 127.0.0.1 to be\nanother site than an app at localhost; no other machine can reach it")
	flags.Func("client", "the `ID` of an app", s.addClient)
	flags.Func("origin", "a web `origin` of the app, such as http://localhost:5173", s.addOrigin)
	flags.Func("redirect-uri", "a `URL` to which a sign-in returns (default: /redirect at every origin)", s.add(redirectURIs))
	flags.Func("logout-uri", "a `URL` to which a logout returns (default: /silent-logout at every origin)", s.add(logoutURIs))
	flags.Func("same-site", "the session cookie's SameSite `attribute`: lax, which every browser keeps;\nor none, with Secure as at Auth0, which Safari does not keep from http (default lax)", s.setSameSite)
	flags.Func("sign-in", "an `e-mail` address that every sign-in gives a session at once, without a form;\na login_hint names another", s.setSignIn)
	flags.Func("fault", "a `path and words`, such as \"/v2/logout hang\"; the page lists the words", s.faults.add)
}

func (s *settings) addClient(id string) error {
	if id == "" {
		return errors.New("it needs an ID")
	}
	if slices.ContainsFunc(s.clients, func(c authdomain.Client) bool { return c.ID == id }) {
		return errors.New("this client is there already")
	}
	s.clients = append(s.clients, authdomain.Client{ID: id})
	return nil
}

func (s *settings) addOrigin(origin string) error {
	origin = strings.TrimSuffix(strings.ToLower(origin), "/")
	u, err := url.Parse(origin)
	if err != nil || u.Host == "" || u.Scheme+"://"+u.Host != origin {
		return errors.New("an origin is a scheme, a host and a port, such as http://localhost:5173")
	}
	return s.toLast(func(c *authdomain.Client) { c.WebOrigins = append(c.WebOrigins, origin) })
}

func redirectURIs(c *authdomain.Client) *[]string { return &c.RedirectURIs }
func logoutURIs(c *authdomain.Client) *[]string   { return &c.LogoutURIs }

// add reads a URL into a list of the client that the flag follows.
func (s *settings) add(list func(*authdomain.Client) *[]string) func(string) error {
	return func(uri string) error {
		u, err := url.Parse(uri)
		if err != nil || u.Scheme == "" || u.Host == "" {
			return errors.New("a whole URL is needed, such as http://localhost:5173/redirect")
		}
		return s.toLast(func(c *authdomain.Client) { *list(c) = append(*list(c), uri) })
	}
}

func (s *settings) toLast(change func(*authdomain.Client)) error {
	if len(s.clients) == 0 {
		return errors.New("it stands before the -client that it belongs to")
	}
	change(&s.clients[len(s.clients)-1])
	return nil
}

func (s *settings) setSameSite(attribute string) error {
	modes := map[string]http.SameSite{"lax": http.SameSiteLaxMode, "none": http.SameSiteNoneMode}
	mode, ok := modes[attribute]
	if !ok {
		return errors.New("it is lax or none")
	}
	s.sameSite = mode
	return nil
}

func (s *settings) setSignIn(email string) error {
	if !authdomain.ValidEmail(email) {
		return errors.New("it is no e-mail address, such as player@example.com")
	}
	s.signIn = email
	return nil
}

// complete adds what is left out: the paths are those of the README.
func (s *settings) complete() error {
	if len(s.clients) == 0 {
		return errors.New("it needs an app: -client my-client -origin http://localhost:5173")
	}
	for i := range s.clients {
		c := &s.clients[i]
		if len(c.WebOrigins) == 0 {
			return fmt.Errorf("the client %q has no -origin, such as http://localhost:5173", c.ID)
		}
		if len(c.RedirectURIs) == 0 {
			c.RedirectURIs = atEvery(c.WebOrigins, "/redirect")
		}
		if len(c.LogoutURIs) == 0 {
			c.LogoutURIs = atEvery(c.WebOrigins, "/silent-logout")
		}
	}
	return nil
}

func atEvery(origins []string, path string) []string {
	var uris []string
	for _, origin := range origins {
		uris = append(uris, origin+path)
	}
	return uris
}
