package passport

import "sync"

// revocation follows the request to the revocation endpoint. The answer may come
// while another goroutine looks.
type revocation struct {
	mu      sync.Mutex
	token   string // the latest that was sent
	outcome Revocation
	reached bool // the auth domain has answered
}

// newRevocation stands for a logout that has nothing to revoke, until asked.
func newRevocation(mode Mode) *revocation {
	reason := "no refresh token is stored"
	if mode == ModeLocal {
		reason = "local mode"
	}
	return &revocation{outcome: Revocation{RevocationSkipped, reason}}
}

// ask asks the auth domain to revoke a refresh token (RFC 7009, section 2.1),
// once, and returns without waiting: neither a slow nor a broken endpoint may
// delay or fail a logout.
func (r *revocation) ask(b Browser, url, clientID, token string) {
	if !r.begin(url, token) {
		return
	}
	started := b.Now()
	body := "token=" + formEscape(token) +
		"&token_type_hint=refresh_token&client_id=" + formEscape(clientID)
	b.PostForm(url, body, func(status int, err error) {
		b.Measure("passport:revoke", started)
		r.answered(token, status, err)
	})
}

// begin tells whether there is anything to send.
func (r *revocation) begin(url, token string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if token == "" || token == r.token {
		return false
	}
	if url == "" {
		r.outcome.Reason = "no revocation endpoint is known"
		return false
	}
	r.token, r.outcome = token, Revocation{Status: RevocationSent}
	return true
}

// answered judges the answer: any 2xx counts, whatever its body says. The
// outcome is that of the latest token.
func (r *revocation) answered(token string, status int, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.reached = r.reached || err == nil
	switch {
	case token != r.token:
	case err != nil:
		r.outcome = Revocation{RevocationFailed, "no answer that this page may read: the endpoint is unreachable or sends no CORS header"}
	case status >= 200 && status < 300:
		r.outcome = Revocation{Status: RevocationRevoked}
	default:
		r.outcome = Revocation{RevocationFailed, "the endpoint answered " + decimal(status)}
	}
}

// state returns the outcome so far, and whether the auth domain has answered.
func (r *revocation) state() (outcome Revocation, reached bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.outcome, r.reached
}

// decimal writes a number that is not negative. Package strconv costs 3 KB.
func decimal(n int) string {
	if n < 10 {
		return "0123456789"[n : n+1]
	}
	return decimal(n/10) + decimal(n%10)
}
