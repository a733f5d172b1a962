package authdomain

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"math/big"
	"net/http"
	"sync"
)

// key signs every token. Its id is random, since it lives as long as the process.
type key struct {
	id      string
	private *rsa.PrivateKey
}

// signingKey is made once per process: making it takes longer than all the rest
// of a test.
var signingKey = sync.OnceValue(func() key {
	private, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic("authdomain: no RSA key: " + err.Error())
	}
	return key{id: rand.Text(), private: private}
})

// jwks serves the public key (RFC 7517, RFC 7518 6.3.1).
func (s *Server) jwks(w http.ResponseWriter, _ *http.Request) {
	k := signingKey()
	writeJSON(w, http.StatusOK, map[string]any{"keys": []map[string]string{{
		"kty": "RSA",
		"use": "sig",
		"alg": "RS256",
		"kid": k.id,
		"n":   encodeUint(k.private.N),
		"e":   encodeUint(big.NewInt(int64(k.private.E))),
	}}})
}

// encodeUint is Base64urlUInt of RFC 7518 2.
func encodeUint(n *big.Int) string {
	return base64.RawURLEncoding.EncodeToString(n.Bytes())
}
