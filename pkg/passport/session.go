package passport

import "github.com/passport-logout/passport-logout/internal/wire"

// maxEntry bounds what is parsed of a stored session, in bytes.
const maxEntry = 4 << 20

// session is the stored entry of @imtbl/passport (oidc-client-ts 3). Nothing in
// it is trusted, and whatever is not as expected reads as absent: a corrupt
// entry must not stop a logout.
type session struct {
	decoder Decoder
	text    string
}

func (s session) idToken() string         { return stringOf(s.member("id_token")) }
func (s session) accessToken() string     { return stringOf(s.member("access_token")) }
func (s session) refreshToken() string    { return stringOf(s.member("refresh_token")) }
func (s session) profile() map[string]any { return objectOf(s.member("profile")) }

func (s session) member(name string) any {
	if s.text == "" || len(s.text) > maxEntry {
		return nil
	}
	value, _ := s.decoder.DecodeMember(s.text, name)
	return value
}

func stringOf(v any) string {
	s, _ := v.(string)
	return s
}

func objectOf(v any) map[string]any {
	m, _ := v.(map[string]any)
	return m
}

// stored reads the session from where the configuration keeps it. It blocks
// with CrossSDKBridge.
func (c *Client) stored() (session, error) {
	var text string
	var err error
	if c.config.CrossSDKBridge {
		text, _, err = c.browser.DatabaseGet(wire.Database, wire.Store, c.config.SessionKey())
	} else {
		text, _, err = c.storedItem()
	}
	if err != nil {
		return session{}, unreadable(err)
	}
	return session{c.browser, text}, nil
}

func unreadable(cause error) *Error {
	return failWith(StorageFailed, "the stored session cannot be read; allow this site to store data", cause)
}

// storedItem reads the session from Web Storage.
func (c *Client) storedItem() (text string, found bool, err error) {
	for _, it := range c.provider.sessionItems() {
		if text, found, err = c.browser.StorageGet(it.area, it.key); found || err != nil {
			break
		}
	}
	return text, found, err
}

// session is the one that was cleared, else the stored one.
func (l *logout) session() session {
	if l.cleared != nil {
		return session{l.browser, l.cleared.taken()}
	}
	text, _, _ := l.storedItem()
	return session{l.browser, text}
}

// IsLoggedIn tells whether a session with a token is stored. It may have
// expired: with its refresh token an expired session lives on.
func (c *Client) IsLoggedIn() (bool, error) {
	s, err := c.stored()
	return s.idToken() != "" || s.accessToken() != "", err
}

// IDToken returns the stored ID token, or "".
func (c *Client) IDToken() (string, error) {
	s, err := c.stored()
	return s.idToken(), err
}

// AccessToken returns the stored access token, or "".
func (c *Client) AccessToken() (string, error) {
	s, err := c.stored()
	return s.accessToken(), err
}

// UserInfo returns the stored profile, else the claims of the ID token, else
// nil. The token's signature is not verified: this is what the application
// itself stored, and it must not be used to authorize anything.
func (c *Client) UserInfo() (map[string]any, error) {
	s, err := c.stored()
	if err != nil {
		return nil, err
	}
	if profile := s.profile(); profile != nil {
		return profile, nil
	}
	claims, _ := readClaims(c.browser, s.idToken())
	return claims, nil
}
