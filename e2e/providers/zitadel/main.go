// Command zitadel is an OpenID provider for the browser tests: zitadel/oidc, and what
// its own example lacks: a session in the browser, logout URIs, and faults. It prints its
// issuer, and ends with its standard input.
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net"
	"net/http"
	"os"

	"github.com/zitadel/oidc/v3/example/server/storage"
	"github.com/zitadel/oidc/v3/pkg/op"
)

func main() {
	app := flag.String("app", "", "the origin of the application")
	host := flag.String("host", "localhost", "the host in the issuer")
	sameSite := flag.String("samesite", "lax", "the session cookie's: lax or none")
	state := flag.String("state", "echo", "the state that it returns: echo, wrong or missing")
	claims := flag.Int("claims", 0, "so many characters more in the ID token")
	flag.Parse()
	slog.SetDefault(slog.New(slog.DiscardHandler))

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	issuer := fmt.Sprint("http://", *host, ":", listener.Addr().(*net.TCPAddr).Port)
	client := storage.NativeClient("client", *app+"/redirect")
	storage.RegisterClients(client)
	s := &server{
		Storage:  storage.NewStorage(storage.NewUserStore(issuer)),
		client:   registered{client, []string{*app + "/", *app + "/silent-logout"}, *claims > 0},
		sameSite: map[string]http.SameSite{"lax": http.SameSiteLaxMode, "none": http.SameSiteNoneMode}[*sameSite],
		state:    *state,
		claims:   *claims,
		sessions: map[string]bool{},
	}
	s.provider, err = op.NewProvider(&op.Config{
		CodeMethodS256:           true,
		GrantTypeRefreshToken:    true,
		DefaultLogoutRedirectURI: "/logged-out",
	}, s, op.StaticIssuer(issuer), op.WithAllowInsecure())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(issuer)
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}()
	log.Fatal(http.Serve(listener, s))
}
