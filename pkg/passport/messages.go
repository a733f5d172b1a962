package passport

const clearedBut = "the application session was cleared, but "

// messages say for each code what failed, what was done anyway and what to
// change.
var messages = map[Code]string{
	Timeout: clearedBut + "the auth domain did not answer within the time limit, so the Passport session may live on; " +
		"check that the auth domain is reachable, raise silentTimeoutMs, or set fallback: 'redirect'",
	IDPDidNotReturn: clearedBut + "the auth domain showed a page instead of returning to logoutRedirectUri; " +
		"register this logoutRedirectUri for the client, check that the auth domain lets itself be framed, or set fallback: 'redirect'",
	IDPError: clearedBut + "the auth domain returned with an error; " +
		"open the logout URL in a tab to see it, and check clientId and logoutRedirectUri",
	FrameBlocked: clearedBut + "the auth domain or the callback page refuses to be framed (X-Frame-Options, frame-ancestors or COEP); " +
		"allow framing there, or use redirect mode",
	CSPBlocked: clearedBut + "this page's Content Security Policy stopped the iframe; " +
		"add the auth domain and the origin of logoutRedirectUri to its frame-src, or use redirect mode",
	FrameRemoved: clearedBut + "the hidden iframe was taken away before the auth domain answered; " +
		"do not replace the document or remove the iframe during logout()",
	Offline: clearedBut + "the browser is offline, so the Passport session lives on; " +
		"log out again when the network is back",
	NavigationBlocked: clearedBut + "the page could not be left for the auth domain, so the Passport session may live on; " +
		"check that the auth domain answers with a redirect, that no beforeunload or navigate listener cancels the navigation, " +
		"and that this page is in no sandboxed frame, or set redirectTarget: 'self'",
	Aborted:  clearedBut + "the wait for the Passport session was aborted",
	Internal: "this module failed in a way that it should not; please report this",
}

// errorOf makes the error of a code.
func (l *logout) errorOf(code Code) *Error {
	return fail(code, messages[code])
}
