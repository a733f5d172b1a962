package passport

import "github.com/passport-logout/passport-logout/internal/stringslite"

// sameSite tells whether the browser sends the auth domain's cookie into an
// iframe of this page as a first-party cookie. There is no public-suffix list
// here: a page may set a cookie for the longest common suffix of two hosts
// exactly if that suffix is not a public one, so the browser is asked. A suffix
// of one label always is public.
func sameSite(b Browser, auth string) bool {
	page := b.Origin()
	if !b.TopLevel() || scheme(page) != scheme(auth) {
		return false
	}
	a, p := hostname(auth), hostname(page)
	if a == p {
		return true
	}
	domain := commonDomain(a, p)
	return stringslite.Contains(domain, ".") && acceptsCookie(b, domain)
}

// acceptsCookie asks twice, since the auth domain may clear the site's cookies
// between the setting and the reading of one (Clear-Site-Data, section 4.2.1).
func acceptsCookie(b Browser, domain string) bool {
	if b.AcceptsCookie(domain) {
		return true
	}
	return b.AcceptsCookie(domain)
}

// commonDomain returns the longest suffix of whole labels that both hosts
// share, or "" where one of them is an IP address.
func commonDomain(a, b string) string {
	if isAddress(a) || isAddress(b) {
		return ""
	}
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	if isLabelEnd(a, n) && isLabelEnd(b, n) {
		return a[len(a)-n:]
	}
	_, whole, _ := stringslite.Cut(a[len(a)-n:], ".")
	return whole
}

// isLabelEnd tells whether the last n bytes of a host are whole labels.
func isLabelEnd(host string, n int) bool {
	return n == len(host) || host[len(host)-1-n] == '.'
}

// isAddress recognizes the canonical IP addresses that the browser's parser
// yields: a host whose last label is a number is an IPv4 address (WHATWG URL,
// section 3.5).
func isAddress(host string) bool {
	last := host[stringslite.LastIndexByte(host, '.')+1:]
	return stringslite.HasPrefix(host, "[") || isNumber(last)
}

func isNumber(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// isLoopback follows Secure Contexts, section 3.1.
func isLoopback(host string) bool {
	return host == "localhost" || stringslite.HasSuffix(host, ".localhost") || host == "[::1]" ||
		stringslite.HasPrefix(host, "127.") && isAddress(host)
}

func scheme(origin string) string {
	before, _, _ := stringslite.Cut(origin, "://")
	return before
}

// hostname of a canonical origin, without the port.
func hostname(origin string) string {
	_, host, _ := stringslite.Cut(origin, "://")
	if i := stringslite.LastIndexByte(host, ':'); i > stringslite.LastIndexByte(host, ']') {
		host = host[:i]
	}
	return host
}
