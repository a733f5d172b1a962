package passport

// maxEntry bounds what is parsed of a stored session, in bytes.
const maxEntry = 4 << 20

// session is what the stored entry of @imtbl/passport (oidc-client-ts 3)
// holds. Nothing in it is trusted.
type session struct {
	idToken, accessToken, refreshToken string
	profile                            map[string]any
}

// parseSession reads a stored entry. Whatever is not as expected reads as
// absent: a corrupt entry must not stop a logout.
func parseSession(d Decoder, text string) session {
	if text == "" || len(text) > maxEntry {
		return session{}
	}
	decoded, err := d.DecodeJSON(text)
	entry, ok := decoded.(map[string]any)
	if err != nil || !ok {
		return session{}
	}
	return session{
		idToken:      stringOf(entry["id_token"]),
		accessToken:  stringOf(entry["access_token"]),
		refreshToken: stringOf(entry["refresh_token"]),
		profile:      objectOf(entry["profile"]),
	}
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
		text, _, err = c.browser.DatabaseGet(bridgeDatabase, bridgeStore, c.config.sessionKey())
	} else {
		text, _, err = c.browser.StorageGet(localStorage, c.config.sessionKey())
	}
	if err != nil {
		return session{}, failWith(StorageFailed, "the stored session cannot be read; allow this site to store data", err)
	}
	return parseSession(c.browser, text), nil
}

// IsLoggedIn tells whether a session with a token is stored. It may have
// expired: with its refresh token an expired session lives on.
func (c *Client) IsLoggedIn() (bool, error) {
	s, err := c.stored()
	return s.idToken != "" || s.accessToken != "", err
}

// IDToken returns the stored ID token, or "".
func (c *Client) IDToken() (string, error) {
	s, err := c.stored()
	return s.idToken, err
}

// AccessToken returns the stored access token, or "".
func (c *Client) AccessToken() (string, error) {
	s, err := c.stored()
	return s.accessToken, err
}

// UserInfo returns the stored profile, else the claims of the ID token, else
// nil. The token's signature is not verified: this is what the application
// itself stored, and it must not be used to authorize anything.
func (c *Client) UserInfo() (map[string]any, error) {
	s, err := c.stored()
	if err != nil || s.profile != nil {
		return s.profile, err
	}
	claims, _ := readClaims(c.browser, s.idToken)
	return claims, nil
}
