package main

import (
	"context"
	"net/http"
	"net/url"

	"github.com/zitadel/oidc/v3/example/server/storage"
	"github.com/zitadel/oidc/v3/pkg/op"
)

// registered is a client with logout URIs.
type registered struct {
	*storage.Client
	logoutURIs []string
	long       bool
}

// PostLogoutRedirectURIs are compared letter by letter.
func (c registered) PostLogoutRedirectURIs() []string { return c.logoutURIs }

// IDTokenUserinfoClaimsAssertion puts claims about the user into the ID token.
func (c registered) IDTokenUserinfoClaimsAssertion() bool { return c.long }

// loginOf is the client, whose users need no login page where they have a session.
type loginOf struct {
	registered
	server *server
}

// LoginURL leads on where the request is done.
func (c loginOf) LoginURL(id string) string {
	if request, err := c.server.AuthRequestByID(context.Background(), id); err == nil && request.Done() {
		return "/authorize/callback?id=" + id
	}
	return "/login?id=" + id
}

var _ op.Client = loginOf{}

// returning changes the state in the URL that the browser is sent back to.
type returning struct {
	http.ResponseWriter
	state string
}

// WriteHeader changes it.
func (r *returning) WriteHeader(status int) {
	back, err := url.Parse(r.Header().Get("Location"))
	if query := back.Query(); err == nil && query.Has("state") && r.state != "echo" {
		if r.state == "wrong" {
			query.Set("state", query.Get("state")+"_INVALID")
		} else {
			query.Del("state")
		}
		back.RawQuery = query.Encode()
		r.Header().Set("Location", back.String())
	}
	r.ResponseWriter.WriteHeader(status)
}
