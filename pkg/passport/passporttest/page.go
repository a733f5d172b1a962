package passporttest

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

// Href is the URL of the document.
func (b *Browser) Href() string { return b.URL }

// Origin is that of the document.
func (b *Browser) Origin() string {
	_, origin, err := b.ParseURL(b.URL)
	if err != nil || b.Opaque {
		return "null"
	}
	return origin
}

// Online denies Offline.
func (b *Browser) Online() bool { return !b.Offline }

// TopLevel denies Framed.
func (b *Browser) TopLevel() bool { return !b.Framed }

// AcceptsCookie looks into CookieDomains.
func (b *Browser) AcceptsCookie(domain string) bool {
	return slices.Contains(b.CookieDomains, domain)
}

// RandomID counts.
func (b *Browser) RandomID() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.nextID++
	return fmt.Sprintf("%032x", b.nextID)
}

// OnActivate calls f at once, or where the document is Prerendering in Activate.
func (b *Browser) OnActivate(f func()) {
	b.mu.Lock()
	prerendering := b.Prerendering
	if prerendering {
		b.waiting = append(b.waiting, f)
	}
	b.mu.Unlock()
	if !prerendering {
		f()
	}
}

// Activate is the user's visit to a document that was Prerendering.
func (b *Browser) Activate() {
	b.mu.Lock()
	waiting := b.waiting
	b.Prerendering, b.waiting = false, nil
	b.mu.Unlock()
	for _, f := range waiting {
		f()
	}
}

// DecodeJSON decodes with encoding/json.
func (b *Browser) DecodeJSON(text string) (data any, err error) {
	err = json.Unmarshal([]byte(text), &data)
	return data, err
}

// DecodeMember decodes with encoding/json.
func (b *Browser) DecodeMember(text, name string) (any, error) {
	data, err := b.DecodeJSON(text)
	object, _ := data.(map[string]any)
	return object[name], err
}

// DecodeBase64URL takes no padding and no white space.
func (b *Browser) DecodeBase64URL(text string) (string, error) {
	decoded, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return "", err
	}
	if strings.ContainsAny(text, "\r\n") || !utf8.Valid(decoded) {
		return "", errors.New("not base64url text")
	}
	return string(decoded), nil
}

// ParseURL parses with net/url. It agrees with browsers on ordinary URLs only;
// judge hostile ones in a browser.
func (b *Browser) ParseURL(raw string) (href, origin string, err error) {
	u, err := url.Parse(strings.TrimFunc(raw, func(r rune) bool { return r <= ' ' }))
	switch {
	case err != nil:
		return "", "", errors.New("not a URL")
	case u.Scheme == "":
		return "", "", errors.New("not an absolute URL")
	case u.Scheme != "http" && u.Scheme != "https":
		return u.String(), "null", nil
	case u.Hostname() == "":
		return "", "", errors.New("a URL without a host")
	}
	u.Host = toASCII(strings.ToLower(u.Host))
	if u.Scheme == "https" && u.Port() == "443" || u.Scheme == "http" && u.Port() == "80" {
		u.Host = strings.TrimSuffix(u.Host, ":"+u.Port())
	}
	if u.Path == "" {
		u.Path = "/"
	}
	return u.String(), u.Scheme + "://" + u.Host, nil
}
