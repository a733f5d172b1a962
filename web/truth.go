package web

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"slices"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

// truth is what has become of a sign-in, whatever cookies the browser sends along.
type truth struct {
	// Session is the Passport session, nil where it has ended.
	Session *authdomain.Session `json:"session"`
	// RefreshToken tells whether the auth domain still takes the refresh token.
	RefreshToken bool `json:"refreshToken"`
}

// tellTruth answers about the sign-in whose ID token has this sid, and whose refresh
// token has this SHA-256 in base64url: the page keeps no token beyond the logout.
func tellTruth(w http.ResponseWriter, r *http.Request, domain *authdomain.Server) {
	sid, hash := r.FormValue("sid"), r.FormValue("token")
	var told truth
	for _, session := range domain.Sessions() {
		if session.SID == sid {
			told.Session = &session
		}
	}
	told.RefreshToken = slices.ContainsFunc(domain.RefreshTokens(), func(t authdomain.RefreshToken) bool {
		sum := sha256.Sum256([]byte(t.Token))
		return base64.RawURLEncoding.EncodeToString(sum[:]) == hash
	})
	answerJSON(w, told)
}
