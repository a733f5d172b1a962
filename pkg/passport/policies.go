package passport

import "github.com/passport-logout/passport-logout/internal/stringslite"

// policies are the Content Security Policies that a page knows of: those in its
// markup, and what one that is enforced has stopped. What a header says no page is
// told, so that no warning means nothing.
type policies struct {
	browser Browser
	markup  []string
	stopped [][2]string // directive and blocked URL
}

func (c *Client) policies() policies {
	markup, stopped := c.browser.Policies()
	return policies{c.browser, markup, stopped}
}

// stop tells whether what a directive is about is known to be stopped from an origin.
func (p policies) stop(directive, origin string) bool {
	for _, policy := range p.markup {
		if !policyAllows(policy, directive, origin, p.browser.Origin()) {
			return true
		}
	}
	for _, s := range p.stopped {
		if _, blocked, _ := p.browser.ParseURL(s[1]); s[0] == directive && blocked == origin {
			return true
		}
	}
	return false
}

// policyAllows tells whether a policy lets a page on the origin self reach some URL
// of an origin (Content Security Policy Level 3, sections 2.2.1 and 6.7.2). Where a
// path decides, it does.
func policyAllows(policy, directive, origin, self string) bool {
	fallbacks := []string{directive, "default-src"}
	if directive == "frame-src" {
		fallbacks = []string{directive, "child-src", "default-src"}
	}
	for _, name := range fallbacks {
		if sources, found := directiveOf(policy, name); found {
			return sourcesAllow(sources, origin, self)
		}
	}
	return true
}

// directiveOf returns the sources of a directive. The first of a name counts.
func directiveOf(policy, name string) (sources string, found bool) {
	for policy != "" {
		var one string
		one, policy, _ = stringslite.Cut(policy, ";")
		if first, rest := nextWord(one); lower(first) == name {
			return rest, true
		}
	}
	return "", false
}

func sourcesAllow(sources, origin, self string) bool {
	for {
		var source string
		if source, sources = nextWord(sources); source == "" {
			return false
		}
		if sourceAllows(lower(source), origin, self) {
			return true
		}
	}
}

// sourceAllows matches one source expression, in lower case.
func sourceAllows(source, origin, self string) bool {
	switch {
	case source == "*":
		return true
	case source == "'self'":
		return origin == self || schemeAllows(scheme(self), scheme(origin)) && hostname(self) == hostname(origin) && portOf(origin) == ""
	case stringslite.HasSuffix(source, ":"):
		return schemeAllows(source[:len(source)-1], scheme(origin))
	}
	before, rest, hasScheme := stringslite.Cut(source, "://")
	if !hasScheme {
		before, rest = scheme(self), source
	}
	rest, _, _ = stringslite.Cut(rest, "/")
	host, port := "x://"+rest, portOf("x://"+rest)
	return schemeAllows(before, scheme(origin)) && hostAllows(hostname(host), hostname(origin)) &&
		(port == "*" || port == portOf(origin) || isDefaultPort(port) && portOf(origin) == "")
}

// schemeAllows also takes https for http.
func schemeAllows(source, scheme string) bool {
	return source == scheme || source == "http" && scheme == "https"
}

func hostAllows(source, host string) bool {
	if suffix, wild := stringslite.CutPrefix(source, "*"); wild {
		return stringslite.HasSuffix(host, suffix) && host != suffix
	}
	return source == host
}

func isDefaultPort(port string) bool { return port == "80" || port == "443" }

// portOf a canonical origin, "" where it is the scheme's own.
func portOf(origin string) string {
	_, host, _ := stringslite.Cut(origin, "://")
	port, _ := stringslite.CutPrefix(host[len(hostname(origin)):], ":")
	return port
}

// nextWord cuts at the first ASCII whitespace after the first word.
func nextWord(s string) (word, rest string) {
	for s != "" && isASCIISpace(s[0]) {
		s = s[1:]
	}
	n := 0
	for n < len(s) && !isASCIISpace(s[n]) {
		n++
	}
	return s[:n], s[n:]
}

func isASCIISpace(b byte) bool { return b == ' ' || '\t' <= b && b <= '\r' && b != '\v' }

// lower maps the ASCII letters.
func lower(s string) string {
	out := []byte(s)
	for i, b := range out {
		if 'A' <= b && b <= 'Z' {
			out[i] = b + 'a' - 'A'
		}
	}
	return string(out)
}
