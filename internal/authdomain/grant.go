package authdomain

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"regexp"
)

// grant is what a user has granted a client. A code carries it to the token
// endpoint, a refresh token keeps it.
type grant struct {
	clientID, redirectURI, challenge string
	scope, audience, nonce           string
	session                          Session
	// family is known before the first refresh token, so that a code's reuse can
	// revoke what the code gave.
	family string
}

func newGrant(req authRequest, session Session) grant {
	return grant{
		clientID: req.clientID, redirectURI: req.redirectURI, challenge: req.challenge,
		scope: req.scope, audience: req.audience, nonce: req.nonce,
		session: session, family: rand.Text(),
	}
}

// codeVerifier is the form of RFC 7636 4.1.
var codeVerifier = regexp.MustCompile(`^[A-Za-z0-9._~-]{43,128}$`)

// provenBy checks the code verifier (RFC 7636 4.6).
func (g grant) provenBy(verifier string) bool {
	sum := sha256.Sum256([]byte(verifier))
	challenge := base64.RawURLEncoding.EncodeToString(sum[:])
	return codeVerifier.MatchString(verifier) &&
		subtle.ConstantTimeCompare([]byte(challenge), []byte(g.challenge)) == 1
}
