package passport

// isNewLogin tells whether an entry of the session key is of a login since the
// logout that removed the entry before, and not of a refresh that was under
// way then. A refresh must keep iss, sub and auth_time (OpenID Connect Core
// 1.0, section 12.2), and sid names the session at the auth domain (OpenID
// Connect Front-Channel Logout 1.0, section 3). So, by the claims of both ID
// tokens, which are hints and not verified:
//
//   - another iss or sub is another user: a new login;
//   - else, where both have a sid, it decides: another one is a new login;
//   - else, where both have an auth_time, a later one is a new login;
//   - else nothing can be told, and it is a late refresh.
//
// Taking a new login for a refresh costs the user one more login; the other
// way round the user stays logged in. For the same reason a login without a
// password, by the very Passport session that the logout is about to end, is
// none: its sid is the same.
func isNewLogin(d Decoder, before, now string) bool {
	if before == "" || now == "" {
		return false
	}
	was, is := entryClaims(d, before), entryClaims(d, now)
	if compare(was, is, "iss") == other || compare(was, is, "sub") == other {
		return true
	}
	if sid := compare(was, is, "sid"); sid != unknown {
		return sid == other
	}
	signedIn, known := was["auth_time"].(float64)
	again, _ := is["auth_time"].(float64)
	return known && again > signedIn
}

// entryClaims of a stored session, none where it has no ID token to be read.
func entryClaims(d Decoder, entry string) map[string]any {
	claims, _ := readClaims(d, session{d, entry}.idToken())
	return claims
}

// What two tokens say of a claim.
const (
	unknown = iota // one of them has none
	same
	other
)

func compare(was, is map[string]any, claim string) int {
	a, b := stringOf(was[claim]), stringOf(is[claim])
	switch {
	case a == "" || b == "":
		return unknown
	case a == b:
		return same
	}
	return other
}
