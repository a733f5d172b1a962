package authdomain

import "slices"

// Endpoint is a path that the auth domain serves.
type Endpoint struct {
	Path string
	// Purpose is what it is for, in a few words.
	Purpose string
}

var endpoints = []Endpoint{
	{"/authorize", "the beginning of a sign-in"},
	{"/u/login", "the sign-in page"},
	{"/oauth/token", "tokens for a code, or for a refresh token"},
	{"/oauth/revoke", "the end of a refresh token"},
	{"/userinfo", "who the user is"},
	{"/v2/logout", "the end of the Passport session"},
	{"/im-logged-out", "the same, where game SDKs share the session"},
	{"/.well-known/openid-configuration", "the provider's metadata"},
	{"/.well-known/jwks.json", "the key of its tokens"},
	{"/session", "whether this browser has a Passport session; Auth0 has no such path"},
}

// Endpoints lists the paths that a client calls or sends its user to.
func Endpoints() []Endpoint { return slices.Clone(endpoints) }
