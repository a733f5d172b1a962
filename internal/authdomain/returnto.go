package authdomain

import "strings"

// registered tells whether returnTo is one of allowed. Auth0 documents that scheme
// and host are compared without case, the path with it, and that query and fragment
// are left out of the comparison.
//
// It compares text and parses nothing: what stands before the query equals a
// registered URL letter for letter, so a browser, whose URL parser reads many odd
// strings otherwise than net/url, reads both alike.
func registered(allowed []string, returnTo string) bool {
	want := comparedPart(returnTo)
	if want == "" {
		return false
	}
	for _, uri := range allowed {
		if comparedPart(uri) == want {
			return true
		}
	}
	return false
}

// comparedPart is what counts of a URL, or empty if it is not absolute. An
// empty path and "/" are the same resource (RFC 3986 6.2.3).
func comparedPart(uri string) string {
	if end := strings.IndexAny(uri, "?#"); end >= 0 {
		uri = uri[:end]
	}
	scheme, rest, ok := strings.Cut(uri, "://")
	if !ok || scheme == "" {
		return ""
	}
	host, path, _ := strings.Cut(rest, "/")
	return strings.Map(lowerASCII, scheme) + "://" + strings.Map(lowerASCII, host) + "/" + path
}

// lowerASCII folds no other letters: strings.ToLower would make an ASCII "k" of the
// Kelvin sign.
func lowerASCII(r rune) rune {
	if 'A' <= r && r <= 'Z' {
		return r + 'a' - 'A'
	}
	return r
}
