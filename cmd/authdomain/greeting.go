package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

// greet prints what is served and what the app's configuration needs.
func greet(out io.Writer, origin string, set settings) {
	fmt.Fprintf(out, "\n  Auth domain   %s   <- open this: what it serves, and what it knows\n", origin)
	fmt.Fprintf(out, "  Signs in      %s\n", set.signsIn())
	for _, path := range slices.Sorted(maps.Keys(set.faults)) {
		fmt.Fprintf(out, "  Fault         %s %s\n", path, set.faults[path])
	}
	for _, client := range set.clients {
		greetClient(out, origin, client)
	}
	fmt.Fprint(out, "\n  Stop with Ctrl-C.\n\n")
}

func greetClient(out io.Writer, origin string, client authdomain.Client) {
	fmt.Fprintf(out, "\n  Client        %s\n", client.ID)
	fmt.Fprintf(out, "    origins     %s\n", strings.Join(client.WebOrigins, " "))
	fmt.Fprintf(out, "    callbacks   %s\n", strings.Join(client.RedirectURIs, " "))
	fmt.Fprintf(out, "    logout      %s\n", strings.Join(client.LogoutURIs, " "))
	fmt.Fprint(out, "  in the configuration of its Passport:\n\n")
	for line := range strings.Lines(configuration(origin, client)) {
		fmt.Fprint(out, "    ", line)
	}
}

// configuration is what a client's app passes to the constructor of Passport.
func configuration(origin string, client authdomain.Client) string {
	return fmt.Sprintf("clientId: %q,\nredirectUri: %q,\nlogoutRedirectUri: %q,\noverrides: { authenticationDomain: %q },\n",
		client.ID, client.RedirectURIs[0], client.LogoutURIs[0], origin)
}
