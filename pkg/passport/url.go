package passport

import "github.com/passport-logout/passport-logout/internal/stringslite"

// parsedURL is an absolute URL as the browser reads it.
type parsedURL struct{ href, origin string }

// parseSafe parses raw with the browser's parser and accepts it if following
// it is safe: https, or http on loopback or on the origin own, which is "" where
// there is none, and no credentials. Go's own parser is of no use here: it reads
// several hostile URLs as harmless that a browser navigates elsewhere with. name
// is the setting, for the message.
func parseSafe(b Browser, name, raw, own string) (parsedURL, *Error) {
	href, origin, err := b.ParseURL(raw)
	if err != nil {
		return parsedURL{}, failWith(UnsafeURL, name+" is not an absolute URL", err)
	}
	secure := stringslite.HasPrefix(origin, "https://") ||
		stringslite.HasPrefix(origin, "http://") && (origin == own || isLoopback(hostname(origin)))
	switch before, _, _ := stringslite.Cut(href, ":"); {
	case stringslite.HasSuffix(before, "-extension"):
		return parsedURL{}, fail(UnsafeURL, name+" cannot be an extension's page: use the extension's own API, such as identity.launchWebAuthFlow")
	case !secure || !isOn(origin, href):
		return parsedURL{}, fail(UnsafeURL, name+" must be https (or http on loopback) without credentials")
	}
	return parsedURL{href: href, origin: origin}, nil
}

// isOn tells whether the page of a canonical URL is on the origin.
func isOn(origin, href string) bool { return stringslite.HasPrefix(href, origin+"/") }

// parseAuthDomain parses the auth domain. Like the incumbent it takes a bare
// host for an https one.
func parseAuthDomain(b Browser, raw string) (parsedURL, *Error) {
	if !stringslite.Contains(raw, "://") {
		raw = "https://" + raw
	}
	url, err := parseSafe(b, "authenticationDomain", raw, "")
	if err != nil {
		return url, err
	}
	if withoutQuery(url.href) != url.href {
		return url, fail(UnsafeURL, "authenticationDomain must have no query or fragment")
	}
	url.href = withoutSlashes(url.href)
	return url, nil
}

// withoutSlashes takes slashes from the end.
func withoutSlashes(s string) string {
	for stringslite.HasSuffix(s, "/") {
		s = s[:len(s)-1]
	}
	return s
}

// formEscape is the application/x-www-form-urlencoded serializer (WHATWG URL,
// section 5.2).
func formEscape(s string) string {
	const hex = "0123456789ABCDEF"
	out := make([]byte, 0, len(s)+16)
	for i := 0; i < len(s); i++ {
		switch b := s[i]; {
		case b == ' ':
			out = append(out, '+')
		case isAlphanumeric(b) || b == '*' || b == '-' || b == '.' || b == '_':
			out = append(out, b)
		default:
			out = append(out, '%', hex[b>>4], hex[b&15])
		}
	}
	return string(out)
}

func isAlphanumeric(b byte) bool {
	return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9'
}

// withoutQuery is the part of a canonical URL that names the page.
func withoutQuery(href string) string {
	href, _, _ = stringslite.Cut(href, "#")
	href, _, _ = stringslite.Cut(href, "?")
	return href
}

// hasParam tells whether the query of a canonical URL has the parameter.
func hasParam(href, name string) bool {
	_, found := findParam(href, name)
	return found
}

// param is the value of a parameter as it stands in a canonical URL.
func param(href, name string) string {
	value, _ := findParam(href, name)
	return value
}

func findParam(href, name string) (value string, found bool) {
	href, _, _ = stringslite.Cut(href, "#")
	_, query, _ := stringslite.Cut(href, "?")
	for query != "" {
		var pair string
		pair, query, _ = stringslite.Cut(query, "&")
		if key, value, _ := stringslite.Cut(pair, "="); key == name {
			return value, true
		}
	}
	return "", false
}
