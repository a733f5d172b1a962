// Package passport ends both sessions of an Immutable Passport user: the
// Passport session at the auth domain, held by its cookie, and the application
// session, the tokens in the browser's storage. It says truthfully which of
// them ended.
//
// A program makes a [Client] of a [Config], and logs out with it; [Options] change
// one logout. A [Receipt] tells what was done, and an [Error] what went wrong:
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
// The callback page calls [LogoutSilentCallback]. [Client.Plan] tells what a logout
// would do. [Client.Watch] hears of what ends the session elsewhere, and logs idle
// users out. [Client.FrontChannelLogout] is for the page that a provider frames.
//
// All decisions are here and none of the browser: [Browser] and the interfaces
// that it is made of list what is asked of it. Package jsbridge implements that on
// syscall/js, and package passporttest fakes it; nobody else needs them.
//
// # Start and judgement
//
// [Client.Logout] starts at once: it clears the application session, asks for the
// revocation of the refresh token (RFC 7009), and departs for the auth domain in
// the way of the [Mode], before anything that can wait or fail. Then it judges
// what comes of that. The receipt tells how each of the three went; an error
// carries it too.
//
// # Silent mode
//
// A hidden iframe opens the auth domain's logout URL, which redirects it to
// the callback page, LogoutRedirectURI. That page posts [CallbackMessage] to
// its parent; that the iframe is back on that page is evidence too. Where the auth
// domain is not same-site with the page, the browser may have kept its cookie from
// the iframe, so the receipt says unverified and never ended.
//
// # OpenID providers
//
// With [Config].Provider an OpenID provider takes the place of Passport: its session is
// ended by OpenID Connect RP-Initiated Logout 1.0. Where a logout in redirect mode
// returns, [HandleLogoutRedirect] compares the state and gives back
// [Options].AppState.
//
// # Build tags
//
// Claims are read with golang-jwt. With the tag passport_prebuilt they are
// read with the browser's own base64 and JSON, which saves 600 KB of
// compressed WebAssembly; the prebuilt module is built this way.
package passport
