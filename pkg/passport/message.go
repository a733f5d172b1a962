package passport

import (
	"github.com/passport-logout/passport-logout/internal/stringslite"
	"github.com/passport-logout/passport-logout/internal/wire"
)

// LogoutSilentCallback completes a logout by iframe or by popup, on the page
// LogoutRedirectURI: in the hidden iframe it posts [CallbackMessage] to the page that
// started the logout, which needs no client and no configuration. url is the URL of
// that page; "" stands for the callback page's own origin. In the popup it does the
// same, and closes that.
//
// At the top of a tab, where a logout by redirect ends, it brings the user back to
// url instead, if that is another page of this origin. Errors are [*Error] with
// the code [UnsafeURL], or [NotFramed] where there is nothing to be done.
func LogoutSilentCallback(b Browser, url string) error {
	message, origin, err := CallbackMessage(b, url)
	if err != nil {
		return err
	}
	if !b.TopLevel() {
		if err := b.PostToParent(message, origin); err != nil {
			return failWith(Internal, messageOf(Internal), err)
		}
		return nil
	}
	if reportToOpener(b, message, origin) {
		return nil
	}
	page, _, _ := b.ParseURL(or(url, b.Href()))
	if origin != b.Origin() || withoutFragment(page) == withoutFragment(b.Href()) {
		return fail(NotFramed, messageOf(NotFramed))
	}
	if err := b.Replace(string(TargetSelf), page); err != nil {
		return failWith(NavigationBlocked, "this page could not be left for the url given to logoutSilentCallback", err)
	}
	return nil
}

// CallbackMessage decides what the callback page posts to the window that
// opened it: the message {source, url, keepOpen} and the origin that may
// receive it. url is the URL of the page that started the logout; "" stands
// for the callback page's own origin. The error has the code [UnsafeURL].
func CallbackMessage(b Browser, url string) (message map[string]any, targetOrigin string, err error) {
	url = or(url, b.Href())
	parsed, unsafe := parseSafe(b, "the url given to logoutSilentCallback", url, b.Origin())
	if unsafe != nil {
		return nil, "", unsafe
	}
	if hasParam(b.Href(), "error") {
		url = b.Href() // both sides look for the auth domain's error there
	}
	return map[string]any{"source": wire.MessageSource, "url": url, "keepOpen": false}, parsed.origin, nil
}

// isCallbackMessage tells whether the data of a message is a callback page's,
// which oidc-client-ts writes where the incumbent is on the other side.
func isCallbackMessage(data any) bool {
	message := objectOf(data)
	return message["source"] == wire.MessageSource && stringOf(message["url"]) != ""
}

// messageHasError tells whether the page posted a URL with an OAuth error in
// it, as the incumbent's callback page does when given its own URL.
func messageHasError(d Decoder, data any) bool {
	href, _, err := d.ParseURL(stringOf(objectOf(data)["url"]))
	return err == nil && hasParam(href, "error")
}

// isCallbackPage tells whether href is the callback page. Where none is
// configured, any page of this origin is.
func isCallbackPage(href, ownOrigin, callback string) bool {
	if callback == "" {
		return isOn(ownOrigin, href)
	}
	return withoutQuery(href) == withoutQuery(callback)
}

func withoutFragment(href string) string {
	href, _, _ = stringslite.Cut(href, "#")
	return href
}
