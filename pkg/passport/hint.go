package passport

// hint is the stored ID token, expired or not, where it is a JWT of this issuer and
// for this client: providers refuse others, and the logout with them.
func (p *oidcProvider) hint(l *logout) string {
	token := l.session().idToken()
	claims, err := readClaims(l.browser, token)
	if err != nil || p.Issuer != "" && stringOf(claims["iss"]) != p.Issuer || !isAudience(claims["aud"], p.clientID) {
		return ""
	}
	return token
}

// isAudience tells whether a claim aud, a text or a list, names the client.
func isAudience(aud any, clientID string) bool {
	list, _ := aud.([]any)
	for _, one := range list {
		if stringOf(one) == clientID {
			return true
		}
	}
	return stringOf(aud) == clientID
}
