package passport

const (
	clearedBut = "the application session was cleared, but "
	mayLive    = ", so the Passport session may live on; "

	notReturned  = clearedBut + "the auth domain did not return to logoutRedirectUri: "
	didNotReturn = notReturned + "the hidden iframe ended on "
)

// messageOf says for a code what failed, what was done anyway and what to
// change. A map would cost twice the code.
func messageOf(code Code) string {
	switch code {
	case Timeout:
		return clearedBut + "the auth domain did not answer within the time limit" + mayLive +
			"check that it is reachable and answers with a redirect (no download, no empty answer), raise silentTimeoutMs, or set fallback: 'redirect'"
	case IDPDidNotReturn:
		return didNotReturn + "a page that cannot be read" + mayLive +
			"open the logout URL in a tab to see that page, register exactly this logoutRedirectUri for the client, " +
			"check that neither the auth domain nor the callback page sends X-Frame-Options, or set fallback: 'redirect'"
	case IDPUnreachable:
		return clearedBut + "the auth domain cannot be reached, or the browser blocks it, as an ad blocker does" + mayLive +
			"check that the auth domain answers, exempt this site from the blocker, or log out again later"
	case IDPError:
		return clearedBut + "the auth domain returned with an error" + mayLive +
			"open the logout URL in a tab to see it, and check clientId and logoutRedirectUri"
	case FrameBlocked:
		return clearedBut + "the browser refused the hidden iframe" + mayLive +
			"let this origin in by the frame-ancestors of the auth domain and of the callback page, " +
			"replace the Cross-Origin-Embedder-Policy of this page by a Document-Isolation-Policy, or use redirect mode"
	case CSPBlocked:
		return clearedBut + "this page's Content Security Policy stopped the hidden iframe" + mayLive +
			"add the auth domain and the origin of logoutRedirectUri to its frame-src, or use redirect mode"
	case FrameRemoved:
		return clearedBut + "the hidden iframe was taken away before the auth domain answered, or the page was left" + mayLive +
			"do not leave the page, replace the document or remove the iframe before logout() settles"
	case Offline:
		return clearedBut + "the browser is offline and a request has failed, so the Passport session lives on; " +
			"log out again when the network is back"
	case NavigationBlocked:
		return clearedBut + "the page could not be left for the auth domain" + mayLive +
			"check that the auth domain answers with a redirect, that no beforeunload or navigate listener cancels the navigation, " +
			"and that this page is in no sandboxed frame, or set redirectTarget: 'self'"
	case PopupBlocked:
		return clearedBut + "the browser did not open the popup, so the Passport session lives on; " +
			"call logout() in the task of a click, before anything that is awaited, and once a click, " +
			"allow popups for this site, or set fallback: 'redirect'"
	case PopupClosed:
		return clearedBut + "the popup was closed, or cut off by a Cross-Origin-Opener-Policy, before the auth domain had returned" + mayLive +
			"let it close itself, check that the callback page runs logoutSilentCallback in it, or set fallback: 'redirect'"
	case NotFramed:
		return "logoutSilentCallback was called outside the hidden iframe and the popup, and its url is no other page of this origin; " +
			"call it on the page logoutRedirectUri only, with the URL of the page that starts the logout"
	case Aborted:
		return clearedBut + "the wait for the Passport session was aborted"
	case Internal:
		return "this module failed in a way that it should not; please report this"
	}
	return ""
}

// endedOn is the message of [IDPDidNotReturn] where the page can be read.
func endedOn(page string) string {
	return didNotReturn + page + mayLive +
		"check what leads from logoutRedirectUri to that page, such as a guard that asks for a login, or register exactly this logoutRedirectUri for the client"
}

// errorOf makes the error of a code.
func (l *logout) errorOf(code Code) *Error {
	return fail(code, messageOf(code))
}
