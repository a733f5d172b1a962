package passport

import "github.com/passport-logout/passport-logout/internal/stringslite"

// returnURL is a logoutRedirectUri, and the text of it that is sent.
type returnURL struct {
	parsedURL
	text string
}

// parseReturn parses a logoutRedirectUri. Auth domains compare it with the
// registered one letter by letter, so it is sent as it was written, unless other
// parsers may read that as another URL.
func parseReturn(b Browser, raw string, allowed []string) (returnURL, *Error) {
	url, err := parseSafe(b, "logoutRedirectUri", raw, b.Origin())
	if err != nil {
		return returnURL{}, err
	}
	if !isAllowed(url.origin, b.Origin(), allowed) {
		return returnURL{}, fail(UnsafeURL, "logoutRedirectUri: "+url.origin+" is not in allowedRedirectOrigins")
	}
	if isPlain(raw) {
		return returnURL{url, raw}, nil
	}
	return returnURL{url, url.href}, nil
}

// isPlain tells whether a URL is free of white space, control characters,
// backslashes and credentials, empty ones too.
func isPlain(raw string) bool {
	for _, r := range raw {
		if r == '\\' || isSpace(r) {
			return false
		}
	}
	_, rest, found := stringslite.Cut(raw, "://")
	authority, _, _ := stringslite.Cut(withoutQuery(rest), "/")
	return found && !stringslite.Contains(authority, "@")
}

// isSpace tells whether r is white space or a control character: what \s and
// \p{Cc} match in JavaScript. The tables of package unicode cost 5 KB.
func isSpace(r rune) bool {
	switch r {
	case 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF:
		return true
	}
	return r <= ' ' || 0x7F <= r && r <= 0xA0 || 0x2000 <= r && r <= 0x200A
}

func isAllowed(origin, own string, allowed []string) bool {
	for _, a := range allowed {
		if withoutSlashes(a) == origin {
			return true
		}
	}
	return origin == own
}
