package passport

import "sync"

// revocation follows one request to the revocation endpoint. The answer
// may come while another goroutine looks.
type revocation struct {
	mu      sync.Mutex
	outcome Revocation
	hurry   func() // sends at once what still waits to know of other tabs
}

// revoke asks the auth domain to revoke the refresh token (RFC 7009, section
// 2.1) and returns without waiting: neither a slow nor a broken endpoint may
// delay or fail a logout.
func revoke(b Browser, domain parsedURL, clientID, refreshToken string) *revocation {
	if refreshToken == "" {
		return newRevocation(Revocation{RevocationSkipped, "no refresh token is stored"})
	}
	r, started := newRevocation(Revocation{Status: RevocationSent}), b.Now()
	body := "token=" + formEscape(refreshToken) +
		"&token_type_hint=refresh_token&client_id=" + formEscape(clientID)
	r.hurry = b.PostForm(revocationLock(refreshToken), domain.href+"/oauth/revoke", body, func(status int, err error) {
		b.Measure("passport:revoke", started)
		r.answered(status, err)
	})
	return r
}

// revocationLock names the lock that keeps tabs which log out at the same
// moment, each with its own copy of the storage, from revoking the same token
// twice. It holds a hash of the token (FNV-1a), so that no later session's
// token is taken for it.
func revocationLock(refreshToken string) string {
	hash := uint32(2166136261)
	for i := 0; i < len(refreshToken); i++ {
		hash = (hash ^ uint32(refreshToken[i])) * 16777619
	}
	return Channel + ":" + decimal(int(hash))
}

func newRevocation(outcome Revocation) *revocation {
	return &revocation{outcome: outcome, hurry: func() {}}
}

// answered judges the answer: any 2xx counts, whatever its body says.
func (r *revocation) answered(status int, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case err == nil && status == 0:
		r.outcome = Revocation{RevocationSkipped, "another tab is revoking it"}
	case err != nil:
		r.outcome = Revocation{RevocationFailed, "no answer that this page may read: the endpoint is unreachable or sends no CORS header"}
	case status >= 200 && status < 300:
		r.outcome = Revocation{Status: RevocationRevoked}
	default:
		r.outcome = Revocation{RevocationFailed, "the endpoint answered " + decimal(status)}
	}
}

// state returns the outcome so far.
func (r *revocation) state() Revocation {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.outcome
}

// decimal writes a number that is not negative. Package strconv costs 3 KB.
func decimal(n int) string {
	if n < 10 {
		return "0123456789"[n : n+1]
	}
	return decimal(n/10) + decimal(n%10)
}
