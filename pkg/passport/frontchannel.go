package passport

import "github.com/passport-logout/passport-logout/internal/wire"

// FrontChannel tells what a front-channel logout did.
type FrontChannel struct {
	Status FrontChannelStatus
	// Reason says why. With [FrontChannelCleared] it is "nothing_to_clear" where the
	// user was logged out before, else empty; with [FrontChannelIgnored]
	// "iss_or_sid_missing", where only one of them came, or "another_session"; with
	// [FrontChannelNotPerformed] "storage_access_denied", where the browser keeps the
	// storage of the app from the frame, or "storage_failed".
	Reason string
}

// FrontChannelStatus is the outcome of a front-channel logout.
type FrontChannelStatus string

// The outcomes of a front-channel logout.
const (
	FrontChannelCleared      FrontChannelStatus = "cleared"
	FrontChannelNotPerformed FrontChannelStatus = "not_performed"
	FrontChannelIgnored      FrontChannelStatus = "ignored"
)

// FrontChannelLogout clears the application session on the page that the provider
// frames when its own session has ended, frontchannel_logout_uri (OpenID Connect
// Front-Channel Logout 1.0, section 2). url is the URL of that page, with the
// parameters iss and sid or without both; "" stands for that of the document. They
// must be those of the stored ID token, which is not verified.
//
// The storage of a frame on another site is not the app's, so the browser is asked
// for that (Storage Access API); where it refuses, the outcome is never
// [FrontChannelCleared]. The other tabs are told. Nothing is sent: no logout begins
// anew, and no token is revoked. Doing it twice does no harm. It blocks.
//
// The error is an [*Error] with the code [InvalidConfig], for a url that is not
// absolute.
func (c *Client) FrontChannelLogout(url string) (FrontChannel, error) {
	href, _, err := c.browser.ParseURL(or(url, c.browser.Href()))
	if err != nil {
		return FrontChannel{}, failWith(InvalidConfig, "the url given to frontChannelLogout is not an absolute URL", err)
	}
	iss, sid := formUnescape(param(href, "iss")), formUnescape(param(href, "sid"))
	if (iss == "") != (sid == "") {
		return FrontChannel{FrontChannelIgnored, "iss_or_sid_missing"}, nil
	}
	denied := !c.browser.TopLevel() && c.browser.RequestStorageAccess() != nil
	outcome := c.clearFrontChannel(iss, sid)
	if denied && outcome.Status == FrontChannelCleared {
		outcome = FrontChannel{FrontChannelNotPerformed, "storage_access_denied"}
	}
	return outcome, nil
}

// clearFrontChannel clears what can be reached, in local storage and in IndexedDB,
// where that is the session meant.
func (c *Client) clearFrontChannel(iss, sid string) FrontChannel {
	key := c.config.SessionKey()
	entry, found, err := c.storedItem()
	shared, foundShared := "", false
	if err == nil && c.config.CrossSDKBridge {
		shared, foundShared, err = c.browser.DatabaseGet(wire.Database, wire.Store, key)
	}
	switch {
	case err != nil:
		return FrontChannel{FrontChannelNotPerformed, "storage_failed"}
	case !found && !foundShared:
		return FrontChannel{FrontChannelCleared, "nothing_to_clear"}
	case !c.isSession(or(entry, shared), iss, sid):
		return FrontChannel{FrontChannelIgnored, "another_session"}
	}
	_, err = c.clear().local()
	if err == nil && foundShared {
		_, _, err = removeShared(c.browser, key, "")
	}
	if err != nil {
		return FrontChannel{FrontChannelNotPerformed, "storage_failed"}
	}
	return FrontChannel{Status: FrontChannelCleared}
}

// isSession tells whether a stored session is that of iss and sid, which may be
// absent.
func (c *Client) isSession(entry, iss, sid string) bool {
	if iss == "" {
		return true
	}
	claims := entryClaims(c.browser, entry)
	return stringOf(claims["iss"]) == iss && stringOf(claims["sid"]) == sid
}

// formUnescape undoes [formEscape]. A percent sign that begins no escape stands for
// itself.
func formUnescape(s string) string {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		b := s[i]
		if b == '+' {
			b = ' '
		} else if high, low := hexAt(s, i+1), hexAt(s, i+2); b == '%' && high >= 0 && low >= 0 {
			b = byte(high<<4 | low)
			i += 2
		}
		out = append(out, b)
	}
	return string(out)
}

// hexAt is the hexadecimal digit at a position, -1 where there is none.
func hexAt(s string, i int) int {
	switch {
	case i >= len(s):
		return -1
	case '0' <= s[i] && s[i] <= '9':
		return int(s[i] - '0')
	case 'A' <= s[i] && s[i] <= 'F':
		return int(s[i]-'A') + 10
	case 'a' <= s[i] && s[i] <= 'f':
		return int(s[i]-'a') + 10
	}
	return -1
}
