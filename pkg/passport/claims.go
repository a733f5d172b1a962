package passport

import "github.com/passport-logout/passport-logout/internal/wire"

// maxToken bounds the JWTs that are decoded, in bytes. A longer one is opaque.
const maxToken = wire.MaxToken

var errNotJWT = fail(InvalidConfig, "the token is not a JWT")

// readClaims returns the claims of a JWT without verifying it (RFC 7519). A
// stored token is a hint and never trusted.
func readClaims(d Decoder, token string) (map[string]any, error) {
	if token == "" || len(token) > maxToken {
		return nil, errNotJWT
	}
	return parseClaims(d, token)
}
