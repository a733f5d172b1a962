// Package authdomain is the auth domain of the demo, of every test, and of those
// who test their own app with cmd/authdomain: an Auth0-style OpenID Provider as one
// [http.Handler], holding its state in memory.
//
// It keeps the rules that Auth0 and the RFCs document for a public client that
// signs in with the authorization code flow and signs out at /v2/logout, so that
// what passes here passes there. It also knows what a real auth domain never
// tells: which Passport sessions are alive ([Server.Sessions]), which refresh
// tokens still work ([Server.RefreshTokens]) and what has arrived
// ([Server.Requests]). [Server.SetFault] breaks an endpoint in a chosen way.
//
// # Endpoints
//
//	GET  /authorize                         RFC 6749 4.1, RFC 7636 (S256 only), OpenID Connect Core 3.1
//	GET  /u/login, POST /u/login            the sign-in page; any e-mail address signs in
//	POST /oauth/token                       authorization_code and refresh_token, with rotation
//	POST /oauth/revoke                      RFC 7009
//	GET  /userinfo                          OpenID Connect Core 5.3
//	GET  /.well-known/openid-configuration  OpenID Connect Discovery 1.0
//	GET  /.well-known/jwks.json             RFC 7517
//	GET  /v2/logout, GET /im-logged-out     Auth0's logout, and Immutable's cross-SDK name for it
//	GET  /session                           not Auth0's: the truth, for the demo's page
//
// # Limits
//
// It asks for no password, keeps nothing on disk and has no rate limits: it is
// for localhost. Auth0's wildcards in registered URLs are not offered, because
// exact URLs are what Auth0 recommends.
package authdomain
