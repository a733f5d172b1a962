package authdomain

import "net/http"

const cookieName = "auth_session"

// cookiePolicy makes the session cookie. It is a browser-session cookie: the
// server's own state decides how long a session lives.
type cookiePolicy struct {
	sameSite http.SameSite
}

func newCookiePolicy(sameSite http.SameSite) cookiePolicy {
	if sameSite == 0 {
		sameSite = http.SameSiteNoneMode
	}
	return cookiePolicy{sameSite}
}

// carrying returns the cookie with value. SameSite=None is only accepted together
// with Secure.
func (p cookiePolicy) carrying(value string, overTLS bool) *http.Cookie {
	return &http.Cookie{
		Name:     cookieName,
		Value:    value,
		Path:     "/",
		HttpOnly: true,
		Secure:   overTLS || p.sameSite == http.SameSiteNoneMode,
		SameSite: p.sameSite,
	}
}

// clearing returns the cookie that removes it. Browsers judge a removal by its
// attributes like any cookie, so they are the same.
func (p cookiePolicy) clearing(overTLS bool) *http.Cookie {
	cookie := p.carrying("", overTLS)
	cookie.MaxAge = -1
	return cookie
}
