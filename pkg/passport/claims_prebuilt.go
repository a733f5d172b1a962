//go:build passport_prebuilt

package passport

import "github.com/passport-logout/passport-logout/internal/stringslite"

// parseClaims decodes with the browser, since golang-jwt would more than
// double the size of the prebuilt module.
func parseClaims(d Decoder, token string) (map[string]any, error) {
	_, rest, _ := stringslite.Cut(token, ".")
	payload, signature, found := stringslite.Cut(rest, ".")
	if !found || stringslite.Contains(signature, ".") {
		return nil, errNotJWT
	}
	text, err := d.DecodeBase64URL(payload)
	if err != nil {
		return nil, err
	}
	decoded, err := d.DecodeJSON(text)
	if err != nil {
		return nil, err
	}
	claims, ok := decoded.(map[string]any)
	if !ok {
		return nil, errNotJWT
	}
	return claims, nil
}
