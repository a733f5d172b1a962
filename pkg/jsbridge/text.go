//go:build js && wasm

package jsbridge

import "unicode/utf8"

// DecodeBase64URL decodes unpadded base64url (RFC 4648, section 5) to text. It
// fails for a character outside the alphabet (atob would skip white space), for
// a length that cannot be, and for bytes that are not UTF-8.
func (w *Window) DecodeBase64URL(encoded string) (text string, err error) {
	defer catch(&err)
	standard := []byte(encoded)
	for i, c := range standard {
		switch {
		case c == '-':
			standard[i] = '+'
		case c == '_':
			standard[i] = '/'
		case !isAlphanumeric(c):
			return "", errNotBase64URL
		}
	}
	binary := atob.call(window, str(string(standard)))
	var decoded []byte
	for _, r := range binary.String() { // atob makes one character of each byte
		decoded = append(decoded, byte(r))
	}
	if !utf8.Valid(decoded) {
		return "", errNotBase64URL
	}
	return string(decoded), nil
}

var errNotBase64URL = &Error{Name: "SyntaxError", Message: "not base64url text"}

func isAlphanumeric(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// ParseURL parses an absolute URL with the parser that navigation uses (WHATWG
// URL). It fails with a TypeError for anything else.
func (w *Window) ParseURL(raw string) (href, origin string, err error) {
	defer catch(&err)
	url := urlClass.new(str(raw))
	return text(url, "href"), text(url, "origin"), nil
}
