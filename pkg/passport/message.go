package passport

import "github.com/passport-logout/passport-logout/internal/stringslite"

// messageSource marks the message of oidc-client-ts, on which both sides of a
// silent logout work with the incumbent on the other side.
const messageSource = "oidc-client"

// CallbackMessage decides what the callback page posts to the window that
// opened it: the message {source, url, keepOpen} and the origin that may
// receive it. url is the URL of the page that started the logout; "" stands
// for the callback page's own origin. The error has the code [UnsafeURL].
func CallbackMessage(b Browser, url string) (message map[string]any, targetOrigin string, err error) {
	if url == "" {
		url = b.Href()
	}
	parsed, unsafe := parseSafe(b, "the url given to logoutSilentCallback", url)
	if unsafe != nil {
		return nil, "", unsafe
	}
	if hasParam(b.Href(), "error") {
		url = b.Href() // both sides look for the auth domain's error there
	}
	return map[string]any{"source": messageSource, "url": url, "keepOpen": false}, parsed.origin, nil
}

// isCallbackMessage tells whether the data of a message is a callback page's.
func isCallbackMessage(data any) bool {
	message, ok := data.(map[string]any)
	return ok && message["source"] == messageSource && stringOf(message["url"]) != ""
}

// messageHasError tells whether the page posted a URL with an OAuth error in
// it, as the incumbent's callback page does when given its own URL.
func messageHasError(d Decoder, data any) bool {
	href, _, err := d.ParseURL(stringOf(objectOf(data)["url"]))
	return err == nil && hasParam(href, "error")
}

// isCallbackPage tells whether href is the callback page. Where none is
// configured, any page of this origin is.
func isCallbackPage(href, ownOrigin string, callback parsedURL) bool {
	if callback.href == "" {
		return stringslite.HasPrefix(href, ownOrigin+"/")
	}
	want := withoutQuery(callback.href)
	if want == callback.origin {
		want += "/"
	}
	return withoutQuery(href) == want
}
