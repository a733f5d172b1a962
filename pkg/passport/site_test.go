package passport

import (
	"strings"
	"testing"

	"github.com/passport-logout/passport-logout/pkg/passport/passporttest"
	"github.com/stretchr/testify/assert"
)

func TestSameSite(t *testing.T) {
	tests := map[string]struct {
		page, auth string
		accepts    string // the cookie domain that the browser accepts
		framed     bool
		want       bool
	}{
		"same host":               {page: "https://app.test", auth: "https://app.test", want: true},
		"same host, other port":   {page: "https://app.test", auth: "https://app.test:8443", want: true},
		"same host, other scheme": {page: "http://app.test", auth: "https://app.test"},
		"localhost ports":         {page: "http://localhost:3000", auth: "http://localhost:9000", want: true},
		"sibling":                 {page: "https://www.app.test", auth: "https://auth.app.test", accepts: "app.test", want: true},
		"parent":                  {page: "https://app.test", auth: "https://auth.app.test", accepts: "app.test", want: true},
		"child":                   {page: "https://a.b.app.test", auth: "https://app.test", accepts: "app.test", want: true},
		"sibling, other scheme":   {page: "http://www.app.test", auth: "https://auth.app.test", accepts: "app.test"},
		"public suffix":           {page: "https://a.github.io", auth: "https://b.github.io"},
		"one label shared":        {page: "https://a.test", auth: "https://b.test", accepts: "test"},
		"nothing shared":          {page: "https://app.test", auth: "https://auth.example"},
		"half a label shared":     {page: "https://myapp.test", auth: "https://app.test", accepts: "app.test"},
		"framed":                  {page: "https://app.test", auth: "https://app.test", framed: true},
		"same IPv4":               {page: "http://127.0.0.1:1", auth: "http://127.0.0.1:2", want: true},
		"other IPv4":              {page: "https://10.0.0.1", auth: "https://11.0.0.1", accepts: "0.0.1"},
		"same IPv6":               {page: "http://[::1]:1", auth: "http://[::1]:2", want: true},
		"other IPv6":              {page: "https://[::1]", auth: "https://[::2]"},
		"IP and name":             {page: "https://1.2.3.4", auth: "https://app.test"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			b := passporttest.New(test.page + "/")
			b.Framed = test.framed
			b.CookieDomains = []string{test.accepts}
			assert.Equal(t, test.want, sameSite(b, test.auth))
		})
	}
}

// clearing is a browser that clears the first cookie right after it is set.
type clearing struct {
	*passporttest.Browser
	cleared bool
}

func (c *clearing) AcceptsCookie(domain string) bool {
	before := c.cleared
	c.cleared = true
	return before && c.Browser.AcceptsCookie(domain)
}

func TestSameSiteWhileCookiesAreCleared(t *testing.T) {
	b := passporttest.New("https://app.example.test/")
	b.CookieDomains = []string{"example.test"}

	assert.True(t, sameSite(&clearing{Browser: b}, "https://auth.example.test"))
}

func TestHostname(t *testing.T) {
	tests := map[string]string{
		"https://a.test":      "a.test",
		"https://a.test:8443": "a.test",
		"https://[::1]":       "[::1]",
		"https://[::1]:8443":  "[::1]",
		"null":                "",
	}
	for origin, want := range tests {
		assert.Equal(t, want, hostname(origin))
	}
}

func FuzzCommonDomain(f *testing.F) {
	for _, seed := range [][2]string{
		{"a.b.test", "c.b.test"},
		{"b.test", "a.b.test"},
		{"xb.test", "b.test"},
		{"a.test", "b.example"},
		{"1.2.3.4", "5.2.3.4"},
		{"[::1]", "a"},
		{"", ""},
		{"a.", "b."},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		domain := commonDomain(a, b)
		assert.Equal(t, domain, commonDomain(b, a), "symmetric")
		if domain == "" {
			return
		}
		for _, host := range []string{a, b} {
			assert.False(t, isAddress(host))
			assert.True(t, strings.HasSuffix("."+host, "."+domain), "a suffix of whole labels")
		}
		if a != b {
			longer := func(host string) string {
				before := strings.TrimSuffix(strings.TrimSuffix(host, domain), ".")
				return before[strings.LastIndexByte(before, '.')+1:] + "." + domain
			}
			if a != domain && b != domain {
				assert.NotEqual(t, longer(a), longer(b), "the longest one")
			}
		}
	})
}
