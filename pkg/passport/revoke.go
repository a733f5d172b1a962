package passport

import (
	"strconv"
	"sync"
)

// revocation follows one request to the revocation endpoint. The answer
// may come while another goroutine looks.
type revocation struct {
	mu      sync.Mutex
	outcome Revocation
}

// revoke asks the auth domain to revoke the refresh token (RFC 7009, section
// 2.1) and returns without waiting: neither a slow nor a broken endpoint may
// delay or fail a logout.
func revoke(b Browser, domain parsedURL, clientID, refreshToken string) *revocation {
	if refreshToken == "" {
		return skippedRevocation("no refresh token is stored")
	}
	r := &revocation{outcome: Revocation{Status: RevocationSent}}
	body := "token=" + formEscape(refreshToken) +
		"&token_type_hint=refresh_token&client_id=" + formEscape(clientID)
	b.PostForm(domain.href+"/oauth/revoke", body, r.answered)
	return r
}

func skippedRevocation(reason string) *revocation {
	return &revocation{outcome: Revocation{Status: RevocationSkipped, Reason: reason}}
}

// answered judges the answer: any 2xx counts, whatever its body says.
func (r *revocation) answered(status int, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case err != nil:
		r.outcome = Revocation{RevocationFailed, "no answer that this page may read: the endpoint is unreachable or sends no CORS header"}
	case status >= 200 && status < 300:
		r.outcome = Revocation{Status: RevocationRevoked}
	default:
		r.outcome = Revocation{RevocationFailed, "the endpoint answered " + strconv.Itoa(status)}
	}
}

// state returns the outcome so far.
func (r *revocation) state() Revocation {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.outcome
}
