// Package passport ends both sessions of an Immutable Passport user: the
// Passport session at the auth domain, held by its cookie, and the application
// session, the tokens in the browser's storage. It says truthfully which of
// them ended.
//
// All decisions are here and none of the browser: [Browser] lists what is
// asked of it, package jsbridge implements that on syscall/js, and tests fake
// it. A Go program that runs in the browser joins the two:
//
//	client, err := passport.New(passport.Config{
//		ClientID:          "…",
//		RedirectURI:       "https://app.example/redirect",
//		LogoutRedirectURI: "https://app.example/silent-logout",
//		LogoutMode:        passport.ModeSilent,
//	}, jsbridge.NewWindow())
//	…
//	receipt, err := client.Logout(passport.Options{})
//
// # Order
//
// [Client.Logout] clears the application session before anything that can
// wait or fail, then revokes the refresh token (RFC 7009) without waiting for
// it, then ends the Passport session in the way of the [Mode]. The returned
// [Receipt] tells how each of the three went; an [Error] carries it too.
//
// # Silent mode
//
// A hidden iframe opens the auth domain's logout URL, which redirects it to
// the callback page, LogoutRedirectURI. That page posts [CallbackMessage] to
// its parent. Where the auth domain is not same-site with the page, the
// browser may have kept its cookie from the iframe, so the receipt says
// unverified and never ended.
//
// # Build tags
//
// Claims are read with golang-jwt. With the tag passport_prebuilt they are
// read with the browser's own base64 and JSON, which saves 600 KB of
// compressed WebAssembly; the prebuilt module is built this way.
package passport
